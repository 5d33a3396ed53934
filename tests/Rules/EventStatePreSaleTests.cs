using EventTicket.Events;
using EventTicket.Purchases;

namespace EventTicket.Tests.Rules;

public sealed class EventStatePreSaleTests
{
    private static readonly DateTimeOffset Opens = BoxOffice.Noon;
    private static readonly DateTimeOffset Closes = Opens.AddDays(1);
    private static readonly DateTimeOffset PayBy = Opens.AddDays(2);

    private static BoxOffice Open(long price = 2_000, int capacity = 4, int? limit = null, int maxPerPerson = 10) =>
        new(concert => concert with { PreSale = new(0, capacity, Opens, Closes, price, PayBy, limit), MaxPerPerson = maxPerPerson });

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
    public void A_booking_is_paid_through_an_order_at_its_own_price()
    {
        var (box, ada) = (Open(), Guid.NewGuid());
        var booking = box.Book(ada, 3).Granted();
        box.Change(concert => concert with { PreSale = concert.PreSale! with { Price = 9_000 } }).Granted();

        var hold = box.HoldBooking(booking.BookingId, ada).Granted();

        Assert.Equal((6_000, BookingStatus.Held), (hold.Total.Amount, booking.Status));
        Assert.Equal(new PreSaleStock(4, 3, 0, 0, false), box.State.Sheet().PreSale);
        box.StartPayment(hold.OrderId, ada).Granted();
        Assert.True(box.Decide(hold.OrderId).Value);
        Assert.Equal((BookingStatus.Paid, 3), (booking.Status, box.State.Sheet().PreSale!.Sold));
        box.HoldBooking(booking.BookingId, ada).Refused(RefusalCode.AlreadyPaid);
    }

    [Fact]
    public void A_hold_that_ends_falls_back_to_booked()
    {
        var (box, ada) = (Open(), Guid.NewGuid());
        var booking = box.Book(ada, 3).Granted();
        var hold = box.HoldBooking(booking.BookingId, ada).Granted();

        box.Pass(TimeSpan.FromMinutes(10));
        box.EndDue();

        Assert.Equal((OrderStatus.Expired, BookingStatus.Booked), (box.State.Order(hold.OrderId)!.Status, booking.Status));
        Assert.Equal(new PreSaleStock(4, 0, 3, 0, false), box.State.Sheet().PreSale);
        box.Release(box.HoldBooking(booking.BookingId, ada).Granted().OrderId, ada).Granted();
        Assert.Equal(BookingStatus.Booked, booking.Status);
    }

    [Fact]
    public void A_hold_of_a_booking_and_a_hold_of_the_sale_replace_each_other()
    {
        var (box, ada) = (Open(maxPerPerson: 4), Guid.NewGuid());
        var booking = box.Book(ada, 3).Granted();
        var hold = box.HoldBooking(booking.BookingId, ada).Granted();

        // Its places stay booked: they count for the limit and come not free.
        box.Hold(ada, 2).Refused(RefusalCode.LimitReached);
        var sale = box.Hold(ada, 1).Granted();
        Assert.Equal((OrderStatus.Replaced, BookingStatus.Booked), (box.State.Order(hold.OrderId)!.Status, booking.Status));

        box.HoldBooking(booking.BookingId, ada).Granted();
        Assert.Equal(OrderStatus.Replaced, box.State.Order(sale.OrderId)!.Status);
        Assert.Equal(new PreSaleStock(4, 3, 0, 0, false), box.State.Sheet().PreSale);
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
    public void At_the_time_to_pay_exactly_the_unpaid_bookings_lapse()
    {
        var box = Open();
        var people = Enumerable.Range(0, 4).Select(_ => Guid.NewGuid()).ToList();
        var bookings = people.Select(person => box.Book(person).Granted()).ToList();
        foreach (var i in (int[])[0, 2])
        {
            var order = box.HoldBooking(bookings[i].BookingId, people[i]).Granted().OrderId;
            Assert.True(box.Decide(order).Value);
        }

        box.Now = PayBy.AddMicroseconds(-1);
        box.EndDue();
        Assert.Equal(PayBy, box.State.NextDue);
        Assert.Equal(2, box.State.Sheet().PreSale!.Booked);
        box.Now = PayBy;
        box.EndDue();

        Assert.Equal([BookingStatus.Paid, BookingStatus.Lapsed, BookingStatus.Paid, BookingStatus.Lapsed], bookings.Select(booking => booking.Status));
        Assert.Equal(new PreSaleStock(2, 0, 0, 2, true), box.State.Sheet().PreSale);
        Assert.Equal(8, box.State.Sheet().Stock[0].Free);
        Assert.Null(box.State.NextDue);
        box.HoldBooking(bookings[1].BookingId, people[1]).Refused(RefusalCode.HoldEnded);
        box.Hold(people[1], 8).Granted();
    }

    [Fact]
    public void A_hold_of_a_booking_ends_at_the_time_to_pay_at_the_latest()
    {
        var (box, ada) = (Open(), Guid.NewGuid());
        var booking = box.Book(ada).Granted();
        box.Now = PayBy.AddMinutes(-3);

        Assert.Equal(PayBy, box.HoldBooking(booking.BookingId, ada).Granted().HoldExpiresAt);
        box.Now = PayBy;
        box.EndDue();

        Assert.Equal(BookingStatus.Lapsed, booking.Status);
    }

    [Fact]
    public void A_payment_that_is_open_at_the_time_to_pay_is_waited_for()
    {
        var (box, ada) = (Open(), Guid.NewGuid());
        var booking = box.Book(ada).Granted();
        box.Now = PayBy.AddMinutes(-1);
        var order = box.HoldBooking(booking.BookingId, ada).Granted().OrderId;
        box.StartPayment(order, ada).Granted();

        box.Now = PayBy;
        Assert.Equal([order], box.EndDue());
        Assert.Equal(BookingStatus.Held, booking.Status);
        Assert.True(box.Decide(order).Value);

        Assert.Equal(BookingStatus.Paid, booking.Status);
    }

    [Fact]
    public void Late_money_gets_the_booking_while_it_waits_the_sale_once_it_lapsed_and_nothing_twice()
    {
        var (box, ada) = (Open(), Guid.NewGuid());
        var booking = box.Book(ada).Granted();
        var late = box.HoldBooking(booking.BookingId, ada).Granted().OrderId;
        box.Release(late, ada).Granted();
        Assert.True(box.Decide(late).Value);
        Assert.Equal((BookingStatus.Paid, 1, 10), (booking.Status, box.State.Sheet().PreSale!.Sold, box.State.Sheet().Stock[0].Capacity));

        var second = box.Book(ada).Granted();
        var replaced = box.HoldBooking(second.BookingId, ada).Granted().OrderId;
        box.HoldBooking(second.BookingId, ada).Granted();
        Assert.False(box.Decide(replaced).Value);

        var third = box.Book(ada).Granted();
        var tooLate = box.HoldBooking(third.BookingId, ada).Granted().OrderId;
        box.Now = PayBy;
        Assert.True(box.Decide(tooLate).Value);
        Assert.Equal((BookingStatus.Lapsed, 2), (third.Status, box.State.Sheet().Stock[0].Sold));
        Assert.Equal(1, box.State.Sheet().PreSale!.Sold);
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
    public void A_paid_booking_that_is_given_up_is_refunded_while_its_tickets_are_unused()
    {
        var (box, ada) = (Open(), Guid.NewGuid());
        var booking = Paid(box, ada, 2);

        box.CancelBooking(booking.BookingId, ada).Granted();

        Assert.Equal((BookingStatus.Cancelled, 4_000L), (booking.Status, box.Facts.OfType<Refunded>().Single().Amount));
        Assert.Equal(new PreSaleStock(4, 0, 0, 0, false), box.State.Sheet().PreSale);

        var disputed = Paid(box, ada, 2);
        box.Dispute(disputed.OrderId!.Value, DisputeOutcome.Open).Granted();
        box.CancelBooking(disputed.BookingId, ada).Refused(RefusalCode.CannotCancel);

        var begun = Paid(box, Guid.NewGuid(), 1);
        box.Now = box.State.Definition!.StartsAt;
        box.CancelBooking(begun.BookingId, begun.PersonId).Refused(RefusalCode.CannotCancel);
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

    private static BookingState Paid(BoxOffice box, Guid person, int quantity)
    {
        var booking = box.Book(person, quantity).Granted();
        var order = box.HoldBooking(booking.BookingId, person).Granted().OrderId;
        Assert.True(box.Decide(order).Value);
        box.Settle(order).Granted();
        return booking;
    }
}
