using System.Collections.Immutable;
using EventTicket.Events;
using EventTicket.Purchases;

namespace EventTicket.Tests.Rules.Mail;

/// <summary>An order as it is looked up when a mail about it is sent: two places at 25.00.</summary>
internal static class OrderToTell
{
    public static readonly Guid Id = Guid.Parse("0198a1b2-0000-7000-8000-000000000001");
    public static readonly Guid FirstTicket = Guid.Parse("0198a1b2-0000-7000-8000-00000000000a");
    public static readonly Guid SecondTicket = Guid.Parse("0198a1b2-0000-7000-8000-00000000000b");

    private static readonly Guid Standing = Guid.Parse("0198a1b2-0000-7000-8000-0000000000ff");

    /// <param name="price">Of one place, in minor units.</param>
    /// <param name="naughty">In place of everything that people typed.</param>
    public static Order Paid(long price = 2_500, string currency = "GBP", string timeZone = "Europe/Rome", string? naughty = null)
    {
        var about = new EventSummary(Guid.Parse("0198a1b2-0000-7000-8000-0000000000ee"), naughty ?? "An evening of songs", naughty ?? "The Mill", naughty ?? "Turin",
            new DateTimeOffset(2030, 6, 11, 19, 30, 0, TimeSpan.Zero), timeZone, EventStatus.Published,
            new DateTimeOffset(2030, 6, 11, 22, 0, 0, TimeSpan.Zero), naughty ?? "Mill Lane 3");
        var name = naughty ?? "Standing";
        ImmutableArray<Ticket> tickets = [.. new[] { FirstTicket, SecondTicket }.Select((id, index) =>
            new Ticket(id, $"CODE-OF-TICKET-{index + 1}", TicketStatus.Valid, Id, Standing, name, new(price, currency), DateTimeOffset.UnixEpoch, about))];
        return new(Id, about, OrderStatus.Paid, [new(Standing, name, 2, new(price, currency))], new(2 * price, currency),
            DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, 0, tickets, TurnedAway: false);
    }

    /// <summary>A booking of two places at 25.00, to be paid.</summary>
    public static Booking Booked(BookingStatus status = BookingStatus.Booked) => new(
        Id, Paid().Event, Standing, "Standing", "CODE-OF-BOOKING", 2, new(2_500, "GBP"), status, null, new DateTimeOffset(2030, 6, 4, 10, 0, 0, TimeSpan.Zero),
        DateTimeOffset.UnixEpoch, []);

    /// <summary>The same after its first ticket came to this.</summary>
    public static Order WithFirst(this Order order, TicketStatus status) =>
        order with { Tickets = order.Tickets.SetItem(0, order.Tickets[0] with { Status = status }) };

    public static Order Without(this Order order, OrderStatus status, EventStatus ofEvent = EventStatus.Published) =>
        order with { Tickets = [], Status = status, TurnedAway = true, Event = order.Event with { Status = ofEvent } };
}
