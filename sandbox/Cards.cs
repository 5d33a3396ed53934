namespace EventTicket.Sandbox;

/// <summary>What a payment keeps of a card: never the number.</summary>
/// <param name="Test">The PaymentMethod id of the test card it is, when <paramref name="PaymentMethod"/> is one made for a card typed in.</param>
public sealed record Card(string PaymentMethod, string Brand, string Last4, string? Test = null);

/// <summary>Why a bank refused, in Stripe's words.</summary>
public sealed record Decline(string Code, string? DeclineCode, string Message);

/// <summary>What becomes of a refund to a card.</summary>
public enum RefundFate
{
    Succeeds,

    /// <summary>It is pending at first, and succeeds a while later.</summary>
    Pending,

    /// <summary>It looks done at first, and fails a while later.</summary>
    Fails,
}

/// <summary>A card the sandbox knows: it pays, is refused, or its bank wants to see the buyer first.</summary>
/// <param name="Decline">Why it is refused; after the buyer's approval, when <paramref name="AsksBuyer"/>.</param>
public sealed record TestCard(string Number, string PaymentMethod, string Brand, string What, Decline? Decline = null, bool AsksBuyer = false)
{
    /// <summary>A second PaymentMethod id of the same card.</summary>
    public string? Also { get; init; }

    /// <summary>Stripe gives it no PaymentMethod id: it can only be typed in.</summary>
    public bool ByNumberOnly { get; init; }

    public RefundFate Refunds { get; init; }

    /// <summary>The disputes that follow once the money is taken.</summary>
    public IReadOnlyList<string> DisputeReasons { get; init; } = [];

    /// <summary>The dispute is only a question of the bank, and no money moves.</summary>
    public bool DisputeIsInquiry { get; init; }

    public Card Kept => new(PaymentMethod, Brand, Number[^4..]);

    /// <summary>The card as typed in: each time a PaymentMethod of its own.</summary>
    public Card TypedIn => new(Ids.New("pm_"), Brand, Number[^4..], PaymentMethod);
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

    public static readonly IReadOnlyList<TestCard> All = [.. TestCards.Plain, .. TestCards.ByCountry];

    public static TestCard? ByNumber(string digits) => All.FirstOrDefault(card => card.Number == digits);

    public static TestCard? ByPaymentMethod(string id) => All.FirstOrDefault(card => !card.ByNumberOnly && (card.PaymentMethod == id || card.Also == id));

    /// <summary>What the card of a payment does later; null for one that no longer exists.</summary>
    public static TestCard? Behind(Card? card) => card is null ? null : All.FirstOrDefault(known => known.PaymentMethod == (card.Test ?? card.PaymentMethod));

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
