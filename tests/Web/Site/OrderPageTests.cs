using EventTicket.Events;
using EventTicket.Payments;
using EventTicket.Purchases;
using EventTicket.Tests.Rules.Mail;
using EventTicket.Web.Site;

namespace EventTicket.Tests.Web.Site;

/// <summary>An order's page says what is true of its money.</summary>
public sealed class OrderPageTests
{
    [Theory]
    [InlineData(OrderStatus.Paid, "You’re going")]
    [InlineData(OrderStatus.PartlyRefunded, "You’re going")]
    [InlineData(OrderStatus.Refunded, "This order was refunded")]
    [InlineData(OrderStatus.Cancelled, "This order was cancelled")]
    public void An_order_with_tickets_is_named_after_what_became_of_them(OrderStatus status, string heading) =>
        Assert.Equal(heading, Page(OrderToTell.Paid() with { Status = status }).Heading);

    [Theory]
    [InlineData(OrderStatus.Issued)]
    [InlineData(OrderStatus.Paid)]
    [InlineData(OrderStatus.PartlyRefunded)]
    public void Nobody_is_told_that_they_go_to_an_event_that_was_cancelled(OrderStatus status)
    {
        var page = Page(Cancelled(OrderToTell.Paid() with { Status = status }));

        Assert.Equal("This event was cancelled", page.Heading);
        Assert.EndsWith("What you paid for them goes back to you by itself.", page.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void Nobody_is_told_that_they_gave_up_what_the_cancellation_took_from_them()
    {
        var page = Page(OrderToTell.Paid().Without(OrderStatus.Released, EventStatus.Cancelled) with { TurnedAway = false });

        Assert.Equal(("This event was cancelled", "The places you held went with it. Nothing was charged."), (page.Heading, page.Explanation));
        Assert.Equal("You gave the places back", Page(OrderToTell.Paid().Without(OrderStatus.Released) with { TurnedAway = false }).Heading);
    }

    [Fact]
    public void Money_that_was_turned_away_was_never_charged()
    {
        var late = Page(OrderToTell.Paid().Without(OrderStatus.Expired));
        var ofCancelled = Page(OrderToTell.Paid().Without(OrderStatus.Released, EventStatus.Cancelled));

        Assert.Equal(("Your payment came too late", "This event was cancelled"), (late.Heading, ofCancelled.Heading));
        Assert.All(new[] { late, ofCancelled }, page => Assert.Contains("cancelled before any money moved", page.Explanation, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(PaymentProgress.Processing, false)]
    [InlineData(PaymentProgress.RequiresAction, false)]
    [InlineData(PaymentProgress.NotPaid, true)]
    public void Nobody_is_told_that_nothing_was_charged_before_that_is_known(PaymentProgress progress, bool known)
    {
        var order = OrderToTell.Paid().Without(OrderStatus.Expired) with { TurnedAway = false };
        var page = Page(order) with { Payment = new PaymentAnswer(order.OrderId, order.Event.EventId, progress, null, []) };

        Assert.Equal(("Your time ran out", known ? null : "10"), (page.Heading, page.LooksAgainAfter));
        Assert.Equal(known, page.Explanation.Contains("Nothing was charged", StringComparison.Ordinal));
    }

    [Fact]
    public void A_cancelled_order_says_whether_there_was_money()
    {
        Assert.Contains("There was nothing to pay", Page(OrderToTell.Paid(price: 0) with { Status = OrderStatus.Cancelled }).Explanation, StringComparison.Ordinal);
        Assert.Contains("You were not charged", Page(OrderToTell.Paid() with { Status = OrderStatus.Cancelled }).Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void Nobody_is_told_that_they_go_while_their_tickets_are_frozen() =>
        Assert.Equal("Your tickets are frozen", Page(OrderToTell.Paid().WithFirst(TicketStatus.Frozen)).Heading);

    [Fact]
    public void While_the_bank_decides_the_page_promises_no_money()
    {
        var page = Page(Cancelled(OrderToTell.Paid().WithFirst(TicketStatus.Frozen)));

        Assert.Contains("What it decides settles the money", page.Explanation, StringComparison.Ordinal);
    }

    private static OrderPageModel Page(Order order) => new(order, null, null, "operation");

    private static Order Cancelled(Order order) => order with { Event = order.Event with { Status = EventStatus.Cancelled } };
}
