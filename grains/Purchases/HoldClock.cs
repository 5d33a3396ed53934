namespace EventTicket.Purchases;

/// <summary>What the clock makes of an order, whether or not anything has tidied it yet.</summary>
internal static class HoldClock
{
    /// <param name="stored">As the table says.</param>
    /// <param name="expiresAt">When the hold ends.</param>
    /// <param name="now">The database's clock.</param>
    /// <returns>Held past its time is expired; paying waits for the provider's answer. Seconds are whole, rounded up, so that 0 means over.</returns>
    public static (OrderStatus Status, int RemainingSeconds) Read(OrderStatus stored, DateTimeOffset expiresAt, DateTimeOffset now)
    {
        var left = stored is OrderStatus.Held or OrderStatus.Paying ? Math.Max(0, (int)Math.Ceiling((expiresAt - now).TotalSeconds)) : 0;
        return (stored is OrderStatus.Held && left == 0 ? OrderStatus.Expired : stored, left);
    }
}
