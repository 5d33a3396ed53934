using EventTicket.Payments;
using static EventTicket.Payments.LedgerDifferenceKind;

namespace EventTicket.Tests.Rules;

public sealed class LedgerRulesTests
{
    private static readonly ProviderEntry Theirs = new("pi_1", Guid.NewGuid(), 1, DateTimeOffset.UnixEpoch, 5_000, "GBP", 5_000, 0);
    private static readonly OurEntry Ours = new(PaymentState.Captured, new Money(5_000, "GBP"), "pi_1", 0, 0, 0);
    private static readonly OrderEntry Order = new(Guid.NewGuid(), new Money(5_000, "GBP"), 5_000, 0, 0, new Money(5_000, "GBP"), "pi_1", IsUnderWay: false);

    [Fact]
    public void Payments_that_agree_have_no_difference()
    {
        Agree(Theirs, Ours);
        Agree(Theirs with { GivenBack = 2_500 }, Ours with { GivenBack = 2_500 });
        Agree(Theirs with { Captured = 0 }, Ours with { State = PaymentState.TurnedAway });
        Agree(Theirs with { GivenBack = 5_000 }, Ours with { State = PaymentState.TurnedAway });
        Agree(Theirs with { Captured = 0 }, null);
        Agree(Theirs with { GivenBack = 5_000 }, null);
    }

    [Fact]
    public void What_is_under_way_is_no_difference()
    {
        Agree(Theirs with { Captured = 0 }, Ours with { State = PaymentState.Issued });
        Agree(Theirs, Ours with { State = PaymentState.Issued });
        Agree(Theirs with { Captured = 0 }, Ours with { State = PaymentState.Started, ProviderId = null });
        Agree(Theirs, Ours with { Due = 2_500 });
        Agree(Theirs with { GivenBack = 2_500 }, Ours with { Due = 2_500 });
        Assert.Null(LedgerRules.Compare(Order with { Paid = null, ProviderId = null, IsUnderWay = true }));
    }

    [Fact]
    public void Each_difference_of_a_payment_has_its_name()
    {
        Differ(MoneyWithoutOrder, "GBP 50.00", Theirs, null);
        Differ(MoneyWithoutOrder, "XXX 5000", Theirs with { Currency = "XXX" }, null);
        Differ(AmountDiffers, "GBP 49.99", Theirs with { Amount = 4_999, Captured = 4_999 }, Ours);
        Differ(AmountDiffers, "GBP 25.00", Theirs with { Captured = 2_500 }, Ours);
        Differ(CurrencyDiffers, "EUR 50.00", Theirs with { Currency = "EUR" }, Ours);
        Differ(TakenTwice, "pi_1", Theirs with { Id = "pi_2" }, Ours);
        Differ(TakenTwice, "another attempt", Theirs, Ours with { OthersPaid = 1 });
        Differ(TakenForNothing, "turned-away", Theirs, Ours with { State = PaymentState.TurnedAway });
        Differ(TakenForNothing, "waiting", Theirs, Ours with { State = PaymentState.Waiting, ProviderId = null });
        Differ(NotTaken, "nothing was taken", Theirs with { Captured = 0 }, Ours);
        Differ(RefundedThereOnly, "GBP 25.01", Theirs with { GivenBack = 2_501 }, Ours with { Due = 2_500 });
        Differ(RefundedHereOnly, "GBP 25.00", Theirs, Ours with { GivenBack = 2_500 });
    }

    [Fact]
    public void Orders_whose_tickets_are_worth_what_was_paid_have_no_difference()
    {
        foreach (var order in new[]
        {
            Order,
            Order with { Total = new Money(0, "GBP"), Tickets = 0, Paid = null, ProviderId = null },
            Order with { Tickets = 2_500, Refunded = 2_500 },
            Order with { Tickets = 0, Refunded = 5_000 },
            // A part that left outside ends no ticket, the rest is refunded here; a used ticket stays used.
            Order with { Tickets = 5_000, GoneOutside = 1_000 },
            Order with { Tickets = 0, Refunded = 4_000, GoneOutside = 1_000 },
            Order with { Tickets = 2_500, GoneOutside = 5_000 },
            Order with { Tickets = 0, Paid = null, ProviderId = null },
        })
        {
            Assert.Null(LedgerRules.Compare(order));
        }
    }

    [Fact]
    public void Each_difference_of_an_order_has_its_name()
    {
        Differ(OrderWithoutMoney, Order with { Paid = null, ProviderId = null });
        Differ(OrderWithoutMoney, Order with { ProviderId = null });
        Differ(AmountDiffers, Order with { Total = new Money(5_001, "GBP") });
        Differ(CurrencyDiffers, Order with { Total = new Money(5_000, "EUR") });
        Differ(TicketsDiffer, Order with { Tickets = 2_500 });
        Differ(TicketsDiffer, Order with { Tickets = 5_000, Refunded = 2_500 });
        Differ(TicketsDiffer, Order with { Tickets = 2_500, GoneOutside = 1_000 });
    }

    [Fact]
    public void A_place_in_the_books_is_read_as_it_was_written_and_nothing_else_is()
    {
        foreach (var place in new[] { LedgerPlace.AfterPayment("pi_3Abc"), LedgerPlace.AfterOrder(Guid.NewGuid()), LedgerPlace.AfterOrder(Guid.Empty) })
        {
            Assert.True(LedgerPlace.TryParse(place.ToString(), out var read));
            Assert.Equal(place, read);
        }

        Assert.All(["", "p-", "p-ch_1", "p-pi_1\n", "p-pi_1&x=y", "o-", "o-1", "x"], text => Assert.False(LedgerPlace.TryParse(text, out _)));
    }

    private static void Agree(ProviderEntry theirs, OurEntry? ours) => Assert.Null(LedgerRules.Compare(theirs, ours));

    private static void Differ(LedgerDifferenceKind kind, string says, ProviderEntry theirs, OurEntry? ours)
    {
        var difference = LedgerRules.Compare(theirs, ours);
        Assert.Equal((kind, theirs.OrderId, theirs.Id), (difference!.Kind, difference.OrderId, difference.PaymentId));
        Assert.Contains(says, difference.Detail, StringComparison.Ordinal);
    }

    private static void Differ(LedgerDifferenceKind kind, OrderEntry order)
    {
        var difference = LedgerRules.Compare(order);
        Assert.Equal((kind, order.OrderId, order.ProviderId), (difference!.Kind, difference.OrderId, difference.PaymentId));
    }
}
