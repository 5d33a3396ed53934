namespace EventTicket.Sandbox;

internal static class SessionStatus
{
    public const string Open = "open";
    public const string Complete = "complete";
    public const string Expired = "expired";
}

/// <summary>One line of what is bought; <paramref name="UnitAmount"/> in minor units.</summary>
public sealed record LineItem(string Name, string? Description, long UnitAmount, long Quantity)
{
    public long Total => UnitAmount * Quantity;
}

/// <summary>A hosted card page for one payment. Times in Unix seconds.</summary>
public sealed record Session
{
    public required string Id { get; init; }
    public required string Url { get; init; }
    public required long Created { get; init; }
    public required long ExpiresAt { get; init; }
    public required string Currency { get; init; }
    public required IReadOnlyList<LineItem> LineItems { get; init; }
    public required string SuccessUrl { get; init; }
    public required string CaptureMethod { get; init; }
    public required IReadOnlyDictionary<string, string> Metadata { get; init; }
    public required IReadOnlyDictionary<string, string> IntentMetadata { get; init; }
    public string? IntentDescription { get; init; }
    public string? CancelUrl { get; init; }
    public string? ClientReferenceId { get; init; }
    public string? CustomerEmail { get; init; }
    public string? Locale { get; init; }
    public string Status { get; init; } = SessionStatus.Open;
    /// <summary>Made by the first card that is tried, as at Stripe.</summary>
    public string? Intent { get; init; }

    public long Total => LineItems.Sum(item => item.Total);

    public bool TakesCards(long now) => Status == SessionStatus.Open && now < ExpiresAt;

    /// <summary>Where a buyer goes who has paid.</summary>
    public string Success => SuccessUrl.Replace("{CHECKOUT_SESSION_ID}", Id, StringComparison.Ordinal);
}
