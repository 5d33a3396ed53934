using static EventTicket.Payments.LedgerDifferenceKind;

namespace EventTicket.Payments;

/// <summary>When two books agree. Pure; what is under way is not a difference.</summary>
internal static class LedgerRules
{
    /// <summary>One of the provider's payments with our record of it.</summary>
    /// <param name="ours">Null when we have none.</param>
    /// <returns>Null when they agree.</returns>
    public static LedgerDifference? Compare(ProviderEntry theirs, OurEntry? ours)
    {
        if (ours is null)
        {
            return theirs.Kept > 0 ? Differ(MoneyWithoutOrder, $"{theirs.Show(theirs.Kept)} was taken for no order of ours.") : null;
        }

        if (theirs.Currency != ours.Amount.Currency || theirs.Amount != ours.Amount.Amount)
        {
            return Differ(theirs.Currency != ours.Amount.Currency ? CurrencyDiffers : AmountDiffers, $"The provider's payment is over {theirs.Show(theirs.Amount)}, ours over {ours.Amount}.");
        }

        if (ours.ProviderId is { } known && known != theirs.Id)
        {
            return theirs.Kept > 0 ? Differ(TakenTwice, $"{theirs.Show(theirs.Kept)} was taken once more: our record of this attempt is {known}.") : null;
        }

        if (!ours.HasTickets)
        {
            return theirs.Kept > 0 ? Differ(TakenForNothing, $"{theirs.Show(theirs.Kept)} was taken, and our attempt is {PaymentStateWords.Of(ours.State)}, without tickets.") : null;
        }

        return theirs.Captured == 0 ? CompareUntaken() : CompareTaken();

        LedgerDifference? CompareUntaken() =>
            ours.State == PaymentState.Captured ? Differ(NotTaken, $"{ours.Amount} is captured by our record, and nothing was taken.") : null;

        LedgerDifference? CompareTaken() => theirs switch
        {
            _ when theirs.Captured != ours.Amount.Amount => Differ(AmountDiffers, $"{theirs.Show(theirs.Captured)} was taken of {ours.Amount}."),
            _ when ours.OthersPaid > 0 && theirs.Kept > 0 => Differ(TakenTwice, $"{theirs.Show(theirs.Kept)} was taken, and another attempt of the order was taken too."),
            _ when theirs.GivenBack > ours.GivenBack + ours.Due => Differ(RefundedThereOnly, $"{theirs.Show(theirs.GivenBack)} was given back, and we know of {theirs.Show(ours.GivenBack + ours.Due)}."),
            _ when theirs.GivenBack < ours.GivenBack => Differ(RefundedHereOnly, $"{theirs.Show(ours.GivenBack)} is given back by our record, and the provider gave back {theirs.Show(theirs.GivenBack)}."),
            _ => null,
        };

        LedgerDifference Differ(LedgerDifferenceKind kind, string detail) => new(kind, theirs.OrderId, theirs.Id, detail);
    }

    /// <summary>One of our orders with its own payment, refunds and tickets.</summary>
    /// <returns>Null when they agree.</returns>
    public static LedgerDifference? Compare(OrderEntry order)
    {
        if (order.Total.Amount == 0)
        {
            return null;
        }

        if (order.Paid is not { } paid)
        {
            return order.Tickets > 0 && !order.IsUnderWay ? Differ(OrderWithoutMoney, $"It has tickets for {order.Total with { Amount = order.Tickets }}, and no payment of ours is for them.") : null;
        }

        if (paid != order.Total)
        {
            return Differ(paid.Currency != order.Total.Currency ? CurrencyDiffers : AmountDiffers, $"The order is over {order.Total}, its payment over {paid}.");
        }

        if (order.ProviderId is null)
        {
            return Differ(OrderWithoutMoney, $"It is paid with {paid} by our record, and names no payment of the provider.");
        }

        // What left without us may or may not have ended tickets: a part does not, and a used ticket stays used.
        var most = order.Total.Amount - order.Refunded;
        return order.Tickets > most || order.Tickets < most - order.GoneOutside
            ? Differ(TicketsDiffer, $"Its tickets are worth {paid with { Amount = order.Tickets }}, and {paid} was paid, of which {paid with { Amount = order.Refunded + order.GoneOutside }} was refunded.")
            : null;

        LedgerDifference Differ(LedgerDifferenceKind kind, string detail) => new(kind, order.OrderId, order.ProviderId, detail);
    }

    /// <summary>An order whose payment the provider does not know.</summary>
    public static LedgerDifference Unknown(OrderEntry order) =>
        new(OrderWithoutMoney, order.OrderId, order.ProviderId, $"It is paid with {order.Paid} by our record, and the provider does not know the payment.");
}
