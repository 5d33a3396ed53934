using EventTicket.Events;
using EventTicket.Purchases;
using static EventTicket.Tests.Rules.PreSaleBox;

namespace EventTicket.Tests.Rules;

/// <summary>Paying for what was booked in the pre-sale, in time or late.</summary>
public sealed class EventStateBookingPaymentTests
{
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
}
