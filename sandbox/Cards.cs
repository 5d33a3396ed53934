namespace EventTicket.Sandbox;

/// <summary>What a payment keeps of a card: never the number.</summary>
public sealed record Card(string PaymentMethod, string Brand, string Last4);

/// <summary>Why a bank refused, in Stripe's words.</summary>
public sealed record Decline(string Code, string? DeclineCode, string Message);

/// <summary>A card the sandbox knows: it pays, is refused, or its bank wants to see the buyer first.</summary>
public sealed record TestCard(string Number, string PaymentMethod, string Brand, string What, Decline? Decline = null, bool AsksBuyer = false)
{
    public Card Kept => new(PaymentMethod, Brand, Number[^4..]);
}

/// <summary>Stripe's test cards, by number (card page) and by PaymentMethod id (API).</summary>
internal static class Cards
{
    /// <summary>The buyer turned the payment away on the bank's page.</summary>
    public static readonly Decline NotAuthenticated = new("payment_intent_authentication_failure", null,
        "The provided PaymentMethod has failed authentication. You can provide payment_method_data or a new PaymentMethod to attempt to fulfill this PaymentIntent again.");

    /// <summary>The caller asked for an error instead of a visit to the bank's page.</summary>
    public static readonly Decline AuthenticationRequired = new("authentication_required", "authentication_required",
        "Your card was declined. This transaction requires authentication.");

    public static readonly IReadOnlyList<TestCard> All =
    [
        new("4242424242424242", "pm_card_visa", "visa", "pays"),
        new("5555555555554444", "pm_card_mastercard", "mastercard", "pays"),
        new("4000000000000002", "pm_card_chargeDeclined", "visa", "is refused",
            new("card_declined", "generic_decline", "Your card was declined.")),
        new("4000000000009995", "pm_card_chargeDeclinedInsufficientFunds", "visa", "has not enough funds",
            new("card_declined", "insufficient_funds", "Your card has insufficient funds.")),
        new("4000000000000069", "pm_card_chargeDeclinedExpiredCard", "visa", "has expired",
            new("expired_card", "expired_card", "Your card has expired.")),
        new("4000000000000127", "pm_card_chargeDeclinedIncorrectCvc", "visa", "has another CVC",
            new("incorrect_cvc", "incorrect_cvc", "Your card's security code is incorrect.")),
        new("4000000000000119", "pm_card_chargeDeclinedProcessingError", "visa", "meets an error at its bank",
            new("processing_error", "processing_error", "An error occurred while processing your card. Try again in a little bit.")),
        new("4000002760003184", "pm_card_authenticationRequired", "visa", "asks you to approve (3-D Secure)", AsksBuyer: true),
        new("4000002500003155", "pm_card_authenticationRequiredOnSetup", "visa", "asks you to approve (3-D Secure)", AsksBuyer: true),
        new("4000000000003220", "pm_card_threeDSecure2Required", "visa", "asks you to approve (3-D Secure)", AsksBuyer: true),
    ];

    public static TestCard? ByNumber(string digits) => All.FirstOrDefault(card => card.Number == digits);

    public static TestCard? ByPaymentMethod(string id) => All.FirstOrDefault(card => card.PaymentMethod == id);

    /// <summary>Whether the last digit is the one that the others call for (ISO/IEC 7812, Luhn).</summary>
    public static bool HasRightCheckDigit(string digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[^(i + 1)] - '0';
            var counted = i % 2 == 1 ? digit * 2 : digit;
            sum += counted > 9 ? counted - 9 : counted;
        }
        return sum % 10 == 0;
    }
}
