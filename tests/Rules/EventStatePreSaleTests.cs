using EventTicket.Events;
using EventTicket.Purchases;
using static EventTicket.Tests.Rules.PreSaleBox;

namespace EventTicket.Tests.Rules;

public sealed class EventStatePreSaleTests
{
    [Fact]
    public void Its_places_are_kept_back_from_the_general_sale()
    {
        var box = Open();

        box.Hold(Guid.NewGuid(), 7).Refused(RefusalCode.SoldOut);
        box.Hold(Guid.NewGuid(), 6).Granted();

        Assert.Equal(new TypeStock(box.Standing, 10, 6, 0, 0), box.State.Sheet().Stock[0]);
        Assert.Equal(new PreSaleStock(4, 0, 0, 0, false), box.State.Sheet().PreSale);
    }

    [Fact]
    public void A_booking_takes_places_and_has_a_code_of_its_own()
    {
        var (box, ada) = (Open(), Guid.NewGuid());

        var booking = box.Book(ada, 3).Granted();

        Assert.Equal((3, 2_000L, BookingStatus.Booked, PayBy), (booking.Places, booking.Price, booking.Status, booking.PayBy));
        Assert.Equal(TicketCode.Length, booking.Code.Length);
        Assert.Equal(new PreSaleStock(4, 0, 3, 0, false), box.State.Sheet().PreSale);
        Assert.Equal(new TypeStock(box.Standing, 10, 0, 3, 0), box.State.Sheet().Stock[0]);
        box.Book(Guid.NewGuid(), 2).Refused(RefusalCode.SoldOut);
        Assert.NotEqual(booking.Code, box.Book(Guid.NewGuid()).Granted().Code);
    }

    [Fact]
    public void Nobody_books_before_it_opens_or_once_it_has_closed()
    {
        var box = new BoxOffice(concert => concert with { PreSale = new(0, 4, Opens.AddHours(1), Closes, 0, PayBy) });

        box.Book(Guid.NewGuid()).Refused(RefusalCode.NotOnSale);
        box.Now = Opens.AddHours(1);
        box.Book(Guid.NewGuid()).Granted();
        box.Now = Closes;
        box.Book(Guid.NewGuid()).Refused(RefusalCode.NotOnSale);
        new BoxOffice().Book(Guid.NewGuid()).Refused(RefusalCode.NotOnSale);
        Open().Book(Guid.NewGuid(), 0).Wrong("quantity");
        new BoxOffice(publish: false).Book(Guid.NewGuid()).Refused(RefusalCode.NotFound);
    }

    [Fact]
    public void Limits_count_across_pre_sale_and_sale()
    {
        var (box, ada, ben) = (Open(limit: 2, maxPerPerson: 3), Guid.NewGuid(), Guid.NewGuid());

        box.Book(ada, 3).Refused(RefusalCode.LimitReached);
        box.Book(ada, 2).Granted();
        box.Book(ada).Refused(RefusalCode.LimitReached);
        box.Hold(ada, 2).Refused(RefusalCode.LimitReached);
        box.Hold(ada, 1).Granted();

        box.Sell(ben, 2);
        box.Book(ben, 2).Refused(RefusalCode.LimitReached);
        box.Book(ben).Granted();
    }

    [Fact]
    public void A_repeated_request_books_once()
    {
        var (box, ada, once) = (Open(), Guid.NewGuid(), new Operation("once", "one"));

        var first = box.Book(ada, 1, once).Granted().BookingId;

        Assert.Equal(first, box.Book(ada, 1, once).Granted().BookingId);
        box.Book(ada, 1, once with { Fingerprint = "two" }).Refused(RefusalCode.IdempotencyKeyReused);
        Assert.Equal(1, box.State.Sheet().PreSale!.Booked);
    }

    [Fact]
    public void A_free_booking_has_its_tickets_at_once_and_leaves_an_open_hold_alone()
    {
        var (box, ada) = (Open(price: 0), Guid.NewGuid());
        var open = box.Hold(ada, 1).Granted().OrderId;

        var booking = box.Book(ada, 2).Granted();

        var order = box.State.Order(booking.OrderId!.Value)!;
        var tickets = box.Facts.OfType<Confirmed>().Single().Tickets;
        Assert.Equal((BookingStatus.Paid, OrderStatus.Paid, 2), (booking.Status, order.Status, order.Tickets.Length));
        Assert.Equal(tickets[0].Code, booking.Code);
        Assert.NotEqual(tickets[0].Code, tickets[1].Code);
        Assert.Equal(new PreSaleStock(4, 0, 0, 2, false), box.State.Sheet().PreSale);
        box.Hold(ada, 2).Granted();
        Assert.Equal(OrderStatus.Replaced, box.State.Order(open)!.Status);
    }

    [Fact]
    public void What_was_never_booked_is_handed_over_when_it_closes()
    {
        var (box, ada) = (Open(), Guid.NewGuid());
        box.Book(ada, 1).Granted();
        Assert.Equal(Closes, box.State.NextDue);

        box.Now = Closes;

        box.Hold(Guid.NewGuid(), 9).Granted();
        Assert.Equal(new PreSaleStock(1, 0, 1, 0, true), box.State.Sheet().PreSale);
        box.Pass(TimeSpan.FromMinutes(10));
        box.EndDue();
        Assert.Equal(PayBy, box.State.NextDue);
    }

    [Fact]
    public void Whoever_booked_may_give_it_up_and_nobody_else()
    {
        var (box, ada) = (Open(), Guid.NewGuid());
        var booking = box.Book(ada, 4).Granted();

        box.CancelBooking(booking.BookingId, Guid.NewGuid()).Refused(RefusalCode.NotFound);
        box.HoldBooking(booking.BookingId, Guid.NewGuid()).Refused(RefusalCode.NotFound);
        var order = box.HoldBooking(booking.BookingId, ada).Granted().OrderId;
        box.StartPayment(order, ada).Granted();
        box.CancelBooking(booking.BookingId, ada).Refused(RefusalCode.PaymentPending);
        box.ClosePayment(order).Granted();
        box.CancelBooking(booking.BookingId, ada).Granted();

        Assert.Equal((BookingStatus.Cancelled, OrderStatus.Released), (booking.Status, box.State.Order(order)!.Status));
        box.CancelBooking(booking.BookingId, ada).Granted();
        box.Book(Guid.NewGuid(), 4).Granted();
    }

    [Fact]
    public void Places_that_come_back_once_it_has_closed_go_to_the_general_sale()
    {
        var (box, ada) = (Open(), Guid.NewGuid());
        var paid = Paid(box, ada, 2);
        var booked = box.Book(ada, 1).Granted();
        box.Now = Closes;

        box.Refund(paid.OrderId!.Value, [box.State.Order(paid.OrderId.Value)!.Tickets[0].TicketId]).Granted();
        box.CancelBooking(booked.BookingId, ada).Granted();

        Assert.Equal((BookingStatus.Paid, new PreSaleStock(1, 0, 0, 1, true)), (paid.Status, box.State.Sheet().PreSale));
        box.Hold(Guid.NewGuid(), 9).Granted();
    }

    [Fact]
    public void A_cancelled_event_ends_every_booking()
    {
        var box = Open();
        var (ada, ben) = (Guid.NewGuid(), Guid.NewGuid());
        var booked = box.Book(ada).Granted();
        var paying = box.Book(ben).Granted();
        var order = box.HoldBooking(paying.BookingId, ben).Granted().OrderId;
        box.StartPayment(order, ben).Granted();

        box.Cancel().Granted();
        Assert.Equal((BookingStatus.Cancelled, BookingStatus.Held), (booked.Status, paying.Status));
        box.Book(ada).Refused(RefusalCode.EventCancelled);
        box.ClosePayment(order).Granted();
        box.EndDue();

        Assert.Equal(BookingStatus.Cancelled, paying.Status);
        Assert.Equal(2, box.Facts.OfType<BookingCancelled>().Count(fact => fact.WithEvent));
    }

    [Fact]
    public void A_change_cannot_take_away_what_was_booked()
    {
        var box = Open();
        box.Book(Guid.NewGuid(), 3).Granted();
        box.Hold(Guid.NewGuid(), 5).Granted();

        box.Change(concert => concert with { PreSale = null }).Wrong("preSale");
        box.Change(concert => concert with { PreSale = concert.PreSale! with { Capacity = 2 } }).Wrong("preSale.capacity");
        box.Change(concert => concert with { PreSale = concert.PreSale! with { Capacity = 6 } }).Wrong("preSale.capacity");
        box.Change(concert => concert with { PreSale = concert.PreSale! with { TicketType = 1, Capacity = 4 } }).Wrong("preSale.ticketType");
        box.Change(concert => concert with { TicketTypes = concert.TicketTypes.SetItem(0, concert.TicketTypes[0] with { Capacity = 8 }) }).Wrong("ticketTypes[0].capacity");
        box.Change(concert => concert with { PreSale = concert.PreSale! with { Capacity = 5 } }).Granted();
        box.Hold(Guid.NewGuid(), 1).Refused(RefusalCode.SoldOut);

        box.Now = Closes;
        box.Change(concert => concert with { PreSale = concert.PreSale! with { ClosesAt = Closes.AddHours(1) } }).Wrong("preSale");
        box.Change(concert => concert with { PreSale = concert.PreSale! with { PayBy = PayBy.AddHours(1) } }).Granted();
        box.Now = PayBy;
        box.EndDue();
        Assert.Equal(3, box.State.Sheet().PreSale!.Booked);
    }

    [Fact]
    public void A_pre_sale_without_bookings_can_go_and_come()
    {
        var box = Open();

        box.Change(concert => concert with { PreSale = null }).Granted();
        box.Hold(Guid.NewGuid(), 10).Granted();
        Assert.Null(box.State.Sheet().PreSale);
        box.Change(concert => concert with { PreSale = new(1, 5, Opens, Closes, 0, PayBy) }).Granted();

        box.Hold(Guid.NewGuid(), 0, 1).Refused(RefusalCode.SoldOut);
    }

    [Fact]
    public void A_replay_knows_all_of_it()
    {
        var (box, ada) = (Open(), Guid.NewGuid());
        Paid(box, ada, 1);
        box.HoldBooking(box.Book(ada, 1).Granted().BookingId, ada).Granted();
        box.Book(Guid.NewGuid()).Granted();
        box.Now = Closes;
        box.EndDue();

        Assert.Equal(Portrait.Of(box.State, "due", "fresh"), Portrait.Of(box.Replay(), "due", "fresh"));
        Assert.Equal(box.State.NextDue, box.Replay().NextDue);
    }
}
