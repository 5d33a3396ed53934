namespace EventTicket.Sandbox;

/// <summary>Which webhook events a step from one state to the next causes.</summary>
internal static class Happenings
{
    public static IEnumerable<(string Type, object About)> Of(PaymentIntent? before, PaymentIntent after)
    {
        // A second refusal for the same reason is news too: the card that was asked is another object each time.
        if (after.LastError is not null && (before?.LastError is null || !ReferenceEquals(after.Card, before.Card)))
            yield return ("payment_intent.payment_failed", Wire.Intent(after));
        if (after.Status != before?.Status && Type(after.Status) is { } type)
            yield return (type, Wire.Intent(after));
        if (after.Charge?.Refunded > (before?.Charge?.Refunded ?? 0))
            yield return ("charge.refunded", Wire.Charge(after));
    }

    public static IEnumerable<(string Type, object About)> Of(Session? before, Session after, PaymentIntent? intent)
    {
        if (after.Status != before?.Status && after.Status != SessionStatus.Open)
            yield return ($"checkout.session.{(after.Status == SessionStatus.Complete ? "completed" : "expired")}", Wire.Session(after, intent));
    }

    private static string? Type(string status) => status switch
    {
        IntentStatus.RequiresCapture => "payment_intent.amount_capturable_updated",
        IntentStatus.RequiresAction => "payment_intent.requires_action",
        IntentStatus.Succeeded => "payment_intent.succeeded",
        IntentStatus.Canceled => "payment_intent.canceled",
        _ => null,
    };
}
