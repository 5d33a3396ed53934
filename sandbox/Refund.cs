namespace EventTicket.Sandbox;

/// <summary>Captured money given back; <paramref name="Amount"/> in minor units, <paramref name="Created"/> in Unix seconds.</summary>
internal sealed record Refund(
    string Id, string Intent, string Charge, long Amount, string Currency, string? Reason, long Created, IReadOnlyDictionary<string, string> Metadata);
