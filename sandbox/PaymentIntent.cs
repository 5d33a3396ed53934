namespace EventTicket.Sandbox;

/// <summary>The states of a payment, as Stripe spells them.</summary>
internal static class IntentStatus
{
    public const string RequiresPaymentMethod = "requires_payment_method";
    public const string RequiresConfirmation = "requires_confirmation";
    public const string RequiresAction = "requires_action";
    public const string RequiresCapture = "requires_capture";
    public const string Succeeded = "succeeded";
    public const string Canceled = "canceled";
}

/// <summary>Money that a card was asked for. Amounts in minor units, times in Unix seconds.</summary>
public sealed record Charge(string Id, long Created, long CaptureBefore, long Captured = 0, long Refunded = 0, bool Disputed = false)
{
    /// <summary>Stripe lets an uncaptured card authorisation lapse after about a week.</summary>
    public const long AuthorisationSeconds = 7 * 24 * 3600;
}

/// <summary>One payment and its rules: pure steps from state to state. Amounts in minor units, times in Unix seconds.</summary>
public sealed record PaymentIntent
{
    public required string Id { get; init; }
    public required long Amount { get; init; }
    public required string Currency { get; init; }
    public required string CaptureMethod { get; init; }
    public required long Created { get; init; }
    public required IReadOnlyDictionary<string, string> Metadata { get; init; }
    public string Status { get; init; } = IntentStatus.RequiresPaymentMethod;
    public string? Description { get; init; }
    public string? ReceiptEmail { get; init; }
    /// <summary>The Checkout Session it belongs to, if any.</summary>
    public string? Session { get; init; }
    public Card? Card { get; init; }
    public Decline? LastError { get; init; }
    public Charge? Charge { get; init; }
    /// <summary>The bank's page that waits for the buyer, and where the buyer goes afterwards.</summary>
    public string? BankPage { get; init; }
    public string? ReturnUrl { get; init; }
    public string? CancellationReason { get; init; }
    public long? CanceledAt { get; init; }

    public long Capturable => Status == IntentStatus.RequiresCapture ? Amount : 0;
    public long Received => Charge?.Captured ?? 0;
    public bool MayBeConfirmed => Status is IntentStatus.RequiresPaymentMethod or IntentStatus.RequiresConfirmation or IntentStatus.RequiresAction;
    public bool MayBeCanceled => MayBeConfirmed || Status == IntentStatus.RequiresCapture;

    /// <summary>Asks the card's bank, which pays, refuses, or wants to see the buyer on <paramref name="bankPage"/>.</summary>
    public PaymentIntent Confirm(TestCard card, Card kept, string bankPage, string? returnUrl, long now)
    {
        var asked = this with { Card = kept };
        return card.AsksBuyer ? asked with { Status = IntentStatus.RequiresAction, BankPage = bankPage, ReturnUrl = returnUrl, LastError = null }
            : card.Decline is { } decline ? asked.Refuse(decline)
            : asked.Authorise(now);
    }

    /// <summary>The buyer said yes on the bank's page; some cards are refused even then.</summary>
    public PaymentIntent Approve(long now) => Cards.Behind(Card)?.Decline is { } decline ? Refuse(decline) : Authorise(now);

    /// <summary>The bank said yes: the money is reserved, or taken at once when nobody asked for manual capture.</summary>
    public PaymentIntent Authorise(long now)
    {
        var authorised = this with
        {
            Status = IntentStatus.RequiresCapture,
            Charge = new(Ids.New("ch_"), now, now + Charge.AuthorisationSeconds),
            LastError = null,
            BankPage = null,
        };
        return CaptureMethod == "manual" ? authorised : authorised.Capture(Amount);
    }

    /// <summary>The bank said no: nothing was charged, another card may be tried.</summary>
    public PaymentIntent Refuse(Decline decline) =>
        this with { Status = IntentStatus.RequiresPaymentMethod, LastError = decline, BankPage = null };

    /// <summary>Takes reserved money; what is not taken goes back to the card.</summary>
    public PaymentIntent Capture(long amount) =>
        this with { Status = IntentStatus.Succeeded, Charge = Charge! with { Captured = amount } };

    public PaymentIntent Cancel(string? reason, long now) =>
        this with { Status = IntentStatus.Canceled, CancellationReason = reason, CanceledAt = now, BankPage = null };

    /// <summary>Money on its way back to the card; negative when it could not get there.</summary>
    public PaymentIntent Refund(long amount) =>
        this with { Charge = Charge! with { Refunded = Charge.Refunded + amount } };

    /// <summary>As at Stripe, the mark stays however the dispute ends.</summary>
    public PaymentIntent Dispute() => this with { Charge = Charge! with { Disputed = true } };
}
