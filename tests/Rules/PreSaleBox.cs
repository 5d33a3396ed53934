using EventTicket.Events;

namespace EventTicket.Tests.Rules;

/// <summary>A box office whose event has a pre-sale of its first ticket type, open from <see cref="BoxOffice.Noon"/> on.</summary>
internal static class PreSaleBox
{
    public static readonly DateTimeOffset Opens = BoxOffice.Noon;
    public static readonly DateTimeOffset Closes = Opens.AddDays(1);
    public static readonly DateTimeOffset PayBy = Opens.AddDays(2);

    public static BoxOffice Open(long price = 2_000, int capacity = 4, int? limit = null, int maxPerPerson = 10) =>
        new(concert => concert with { PreSale = new(0, capacity, Opens, Closes, price, PayBy, limit), MaxPerPerson = maxPerPerson });

    public static BookingState Paid(BoxOffice box, Guid person, int quantity)
    {
        var booking = box.Book(person, quantity).Granted();
        var order = box.HoldBooking(booking.BookingId, person).Granted().OrderId;
        Assert.True(box.Decide(order).Value);
        box.Settle(order).Granted();
        return booking;
    }
}
