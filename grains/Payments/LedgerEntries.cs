namespace EventTicket.Payments;

/// <summary>What the provider's books say of one payment. Amounts in minor units as we count them.</summary>
/// <param name="OrderId">As written on the payment; null when no order of ours is.</param>
/// <param name="Currency">ISO 4217, upper case; it may be one that we do not sell in.</param>
/// <param name="Captured">What was taken; 0 while it is only set aside.</param>
/// <param name="GivenBack">What has gone back, or is about to.</param>
internal sealed record ProviderEntry(string Id, Guid? OrderId, int Attempt, DateTimeOffset CreatedAt, long Amount, string Currency, long Captured, long GivenBack)
{
    public long Kept => Captured - GivenBack;

    public string Show(long amount) => Currencies.IsKnown(Currency) ? new Money(amount, Currency).ToString() : $"{Currency} {amount}";
}

/// <summary>What our tables say of the same payment.</summary>
/// <param name="GivenBack">Refunds that the provider has, by our record.</param>
/// <param name="Due">Refunds that it may or may not have heard of yet.</param>
/// <param name="OthersPaid">How many other attempts of the order have tickets.</param>
internal sealed record OurEntry(PaymentState State, Money Amount, string? ProviderId, long GivenBack, long Due, int OthersPaid)
{
    public bool HasTickets => State is PaymentState.Issued or PaymentState.Captured;
}

/// <summary>One of our orders that has, or had, tickets.</summary>
/// <param name="Tickets">Price of those that did not end.</param>
/// <param name="Refunded">What we decided to give back, whatever became of it.</param>
/// <param name="GoneOutside">What left without us: by the provider's dashboard or a lost dispute.</param>
/// <param name="Paid">The amount of the attempt that has the tickets; null when there is none.</param>
/// <param name="ProviderId">The provider's payment of that attempt.</param>
/// <param name="IsUnderWay">Another attempt is just about to get the tickets.</param>
internal sealed record OrderEntry(Guid OrderId, Money Total, long Tickets, long Refunded, long GoneOutside, Money? Paid, string? ProviderId, bool IsUnderWay);
