using EventTicket.Events;
using EventTicket.Mail;

namespace EventTicket.Tests.Rules;

/// <summary>Which facts are told to their buyers, and that each is told once.</summary>
public sealed class BuyersMailTests
{
    private readonly BoxOffice box = new();
    private readonly Guid ada = Guid.NewGuid();
    private int told;

    [Fact]
    public void Holding_paying_and_letting_go_tells_nobody_anything()
    {
        var order = box.Hold(ada, 2).Granted().OrderId;
        box.StartPayment(order, ada).Granted();
        box.ClosePayment(order).Granted();
        box.Release(order, ada).Granted();
        box.Change(concert => concert with { Title = "More songs" }).Granted();

        Assert.Empty(News());
    }

    [Fact]
    public void A_booking_is_told_once_with_how_to_pay_and_a_free_one_by_its_receipt()
    {
        var preSale = new PreSale(0, 4, BoxOffice.Noon, BoxOffice.Noon.AddDays(1), 2_000, BoxOffice.Noon.AddDays(2));
        box.Change(concert => concert with { PreSale = preSale }).Granted();
        var booking = box.Book(ada).Granted();
        Told((ada, $"booking {booking.BookingId:N}", new PreSaleBooked(booking.BookingId)));

        box.Change(concert => concert with { PreSale = preSale with { Price = 0 } }).Granted();
        var free = box.Book(ada).Granted().OrderId!.Value;
        Told((ada, $"receipt {free:N}", new Receipt(free)));
        var given = box.Book(ada).Granted();
        box.CancelBooking(given.BookingId, ada).Granted();
        Assert.Equal(2, News().Count);
        box.Cancel().Granted();
        Told((ada, $"booking-cancelled {booking.BookingId:N}", new BookingOff(booking.BookingId)));
    }

    [Fact]
    public void An_offer_is_told_to_whoever_waited()
    {
        var ben = Guid.NewGuid();
        var last = box.Hold(ben, 10).Granted().OrderId;
        box.Join(ada).Granted();
        Assert.Empty(News());

        box.Release(last, ben).Granted();

        var offer = box.Facts.OfType<Held>().Last().OrderId;
        Told((ada, $"offer {offer:N}", new PlacesOffered(offer)));
    }

    [Fact]
    public void A_cancelled_event_is_told_to_whoever_waits_and_to_whoever_had_places_on_offer()
    {
        var (ben, eve) = (Guid.NewGuid(), Guid.NewGuid());
        var last = box.Hold(ben, 10).Granted().OrderId;
        box.Join(ada, 10).Granted();
        box.Release(last, ben).Granted();
        box.Join(eve).Granted();
        Assert.Single(News());

        box.Cancel().Granted();

        Assert.Equal(
            new[] { ada, eve }.Order().Select(person => ((Guid?)person, $"waited-in-vain {box.State.EventId:N}", (MailContent)new WaitedInVain(box.State.EventId))),
            News().OrderBy(mail => mail.Person));
    }

    [Fact]
    public void Tickets_come_with_a_receipt_paid_or_free()
    {
        var paid = box.Sell(ada, 2);
        Told((ada, $"receipt {paid:N}", new Receipt(paid)));

        var free = box.Hold(ada, 1).Granted().OrderId;
        Assert.True(box.Decide(free, attempt: 0).Value);
        Told((ada, $"receipt {free:N}", new Receipt(free)));
    }

    [Fact]
    public void Money_that_came_too_late_is_told_once_for_each_attempt()
    {
        var order = box.Hold(ada, 10).Granted().OrderId;
        box.Pass(TimeSpan.FromMinutes(11));
        box.Sell(Guid.NewGuid(), 1);
        News();

        Assert.False(box.Decide(order, attempt: 1).Value);
        Assert.False(box.Decide(order, attempt: 1).Value);
        Assert.False(box.Decide(order, attempt: 2).Value);

        Assert.Equal([$"turned-away {order:N} 1", $"turned-away {order:N} 2"], News().Select(mail => mail.Thing));
    }

    [Fact]
    public void Each_refund_tells_its_tickets_and_its_amount()
    {
        var order = box.Sell(ada, 2);
        News();
        var ticket = box.State.Order(order)!.Tickets[0].TicketId;

        var first = box.Refund(order, [ticket]).Granted();
        var second = box.Refund(order).Granted();

        var news = News();
        Assert.Equal([$"refund {first.RefundId:N}", $"refund {second.RefundId:N}"], news.Select(mail => mail.Thing));
        var back = Assert.IsType<MoneyBack>(news[0].Content);
        Assert.Equal((order, ticket, 2_500, RefundCause.Asked), (back.OrderId, Assert.Single(back.Tickets), back.Amount, back.Cause));
    }

    [Fact]
    public void Money_that_went_back_without_us_and_money_that_never_came_are_told_too()
    {
        var (outside, lost, revoked) = (box.Sell(ada, 2), box.Sell(Guid.NewGuid(), 2), box.Hold(Guid.NewGuid(), 2).Granted().OrderId);
        Assert.True(box.Decide(revoked).Value);
        News();

        box.RefundedOutside(outside, "re_1", 1_000).Granted();
        box.Dispute(lost, DisputeOutcome.Open).Granted();
        box.Dispute(lost, DisputeOutcome.Lost).Granted();
        box.Revoke(revoked).Granted();

        Assert.Equal(["refund", "refund", "revoked"], News().Select(mail => mail.Thing.Split(' ')[0]));
    }

    [Fact]
    public void The_buyers_of_a_cancelled_event_are_told_with_their_refund()
    {
        var order = box.Sell(ada, 2);
        News();

        box.Cancel().Granted();
        Assert.Empty(News());
        box.RefundCancelled(order).Granted();
        box.RefundCancelled(order).Granted();

        Told((ada, $"cancelled {box.State.EventId:N} {order:N}", new EventCancelled(order, 5_000)));
    }

    [Fact]
    public void Who_disputes_the_payment_is_told_of_the_cancellation_and_later_of_the_money()
    {
        var order = box.Sell(ada, 2);
        box.Dispute(order, DisputeOutcome.Open).Granted();
        News();

        box.Cancel().Granted();
        box.RefundCancelled(order).Granted();
        Told((ada, $"cancelled {box.State.EventId:N} {order:N}", new EventCancelled(order, null)));

        box.Dispute(order, DisputeOutcome.Won).Granted();
        var back = Assert.IsType<MoneyBack>(Assert.Single(News()).Content);
        Assert.Equal((5_000, RefundCause.EventCancelled), (back.Amount, back.Cause));
    }

    [Fact]
    public void Who_disputes_it_between_the_cancellation_and_the_refund_is_told_as_well()
    {
        var order = box.Sell(ada, 2);
        box.Cancel().Granted();
        News();

        box.Dispute(order, DisputeOutcome.Open).Granted();

        Told((ada, $"cancelled {box.State.EventId:N} {order:N}", new EventCancelled(order, null)));
    }

    [Fact]
    public void A_dispute_after_the_refund_of_a_cancelled_event_does_not_tell_it_again()
    {
        var order = box.Sell(ada, 2);
        box.Cancel().Granted();
        box.RefundCancelled(order).Granted();
        News();

        box.Dispute(order, DisputeOutcome.Open).Granted();

        Assert.Empty(News());
    }

    private void Told(params (Guid? Person, string Thing, MailContent Content)[] mails) => Assert.Equal(mails, News().ToArray());

    /// <summary>The mails of the facts since the last time.</summary>
    private List<(Guid? Person, string Thing, MailContent Content)> News()
    {
        var facts = box.Facts.Skip(told).ToList();
        told = box.Facts.Count;
        return [.. BuyersMail.Of(facts, box.State).Select(row => (row.Mail.UserId, row.Mail.Thing, row.Mail.Content))];
    }
}
