namespace EventTicket.Sandbox;

/// <summary>The states of a refund, as Stripe spells them.</summary>
internal static class RefundStatus
{
    public const string Pending = "pending";
    public const string Succeeded = "succeeded";
    public const string Failed = "failed";
    public const string Canceled = "canceled";
}

/// <summary>Captured money given back; <paramref name="Amount"/> in minor units, <paramref name="Created"/> in Unix seconds.</summary>
internal sealed record Refund(
    string Id, string Intent, string Charge, long Amount, string Currency, string? Reason, long Created, IReadOnlyDictionary<string, string> Metadata)
{
    // Ledgers from before refunds could be anything else know no status.
    public string Status { get; init; } = RefundStatus.Succeeded;

    /// <summary>When it changes by itself, in Unix seconds, and to what.</summary>
    public long? SettlesAt { get; init; }

    public string? SettlesAs { get; init; }

    public string? FailureReason => Status == RefundStatus.Failed ? "unknown" : null;

    /// <summary>The money is, or may still come, on the card.</summary>
    public bool Counts => Status is RefundStatus.Pending or RefundStatus.Succeeded;

    /// <summary>A card's refund may fail even after it looked done; what failed stays so.</summary>
    public bool MayBecome(string status) => (Status, status) switch
    {
        (RefundStatus.Pending, RefundStatus.Succeeded or RefundStatus.Failed or RefundStatus.Canceled) => true,
        (RefundStatus.Succeeded, RefundStatus.Failed) => true,
        _ => false,
    };

    public Refund Settle(string status) => this with { Status = status, SettlesAt = null, SettlesAs = null };
}
