using System.Collections.Immutable;
using EventTicket.Events;
using EventTicket.Purchases;

namespace EventTicket.Web.Site;

/// <param name="Refused">Why what was last asked for was refused.</param>
public sealed record PreSalesModel(ImmutableArray<BookingRow> Bookings, string? NextCursor, Wording? Refused);

/// <summary>One booking, for whoever booked.</summary>
public sealed record BookingRow(Booking Booking, DateTimeOffset Now)
{
    public Money Total => Booking.Price * Booking.Quantity;

    public bool IsFree => Total.Amount == 0;

    public bool CanPay => Booking.Status == BookingStatus.Booked && Now < Booking.PayBy && Booking.Event.Status == EventStatus.Published;

    /// <summary>The checkout that is open for it.</summary>
    public Guid? OpenOrder => Booking.Status == BookingStatus.Held ? Booking.OrderId : null;

    /// <summary>The page says what will become of it; the event decides.</summary>
    public bool CanCancel => Booking.Event.Status == EventStatus.Published && Now < Booking.Event.StartsAt
        && (Booking.Status is BookingStatus.Booked or BookingStatus.Held
            || (Booking.Status == BookingStatus.Paid && Booking.Tickets.All(ticket => ticket.Status is TicketStatus.Valid or TicketStatus.Cancelled)));

    public string Operation { get; } = Operations.NewKey();

    public Availability Status => Booking.Status switch
    {
        BookingStatus.Lapsed => new("none", "Not paid in time"),
        BookingStatus.Cancelled => new("none", "Cancelled"),
        _ when Booking.Event.Status == EventStatus.Cancelled => new("none", "Event cancelled"),
        BookingStatus.Booked => new("few", "To be paid"),
        BookingStatus.Held => new("few", "At the checkout"),
        BookingStatus.Paid => new("many", IsFree ? "Yours" : "Paid"),
        var unknown => throw new InvalidOperationException($"A booking that is {unknown} has no word."),
    };

    /// <summary>The code in groups of four, as it is easiest to read out.</summary>
    public string Code => string.Join(' ', Booking.Code.Chunk(4).Select(group => new string(group)));

    /// <summary>What giving it up means.</summary>
    public string IfCancelled => Booking.Status != BookingStatus.Paid ? "The places go back, and somebody else can have them. Nothing was charged."
        : IsFree ? "Its tickets end, and somebody else can have the places."
        : "Its tickets end, and what you paid for them goes back the way it was paid. Banks take up to ten days to show it.";
}
