namespace EventTicket.Sandbox;

/// <summary>Which webhook events a step from one state to the next causes.</summary>
internal static class Happenings
{
    public static IEnumerable<(string Type, object About)> Of(PaymentIntent? before, PaymentIntent after, Change change)
    {
        // A second refusal for the same reason is news too: the card that was asked is another object each time.
        if (after.LastError is not null && (before?.LastError is null || !ReferenceEquals(after.Card, before.Card)))
            yield return ("payment_intent.payment_failed", Wire.Intent(after));
        if (after.Status != before?.Status && Type(after.Status) is { } type)
            yield return (type, Wire.Intent(after));
        if (after.Charge?.Refunded > (before?.Charge?.Refunded ?? 0))
            yield return ("charge.refunded", Wire.Charge(after, change, []));
    }

    public static IEnumerable<(string Type, object About)> Of(Refund? before, Refund after, Change change)
    {
        var about = Wire.Refund(after, change, []);
        if (before is null)
        {
            yield return ("refund.created", about);
            yield break;
        }
        yield return ("refund.updated", about);
        yield return ("charge.refund.updated", about);
        if (after.Status == RefundStatus.Failed && before.Status != RefundStatus.Failed)
            yield return ("refund.failed", about);
    }

    public static IEnumerable<(string Type, object About)> Of(Dispute? before, Dispute after, Change change)
    {
        var about = Wire.Dispute(after, change, []);
        yield return (before is null ? "charge.dispute.created" : after.IsClosed && !before.IsClosed ? "charge.dispute.closed" : "charge.dispute.updated", about);
        if (after.HoldsMoney && before?.HoldsMoney != true)
            yield return ("charge.dispute.funds_withdrawn", about);
        if (!after.HoldsMoney && before?.HoldsMoney == true)
            yield return ("charge.dispute.funds_reinstated", about);
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
