using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using EventTicket.Events;
using EventTicket.Purchases;

namespace EventTicket.Web.Gateway;

internal sealed record BookBody(
    [property: Description("the id of an event with a pre-sale")] Guid EventId,
    [property: Description("a whole number from 1 to 1,000,000; 1 without it"), Range(1, 1_000_000)] int? Quantity = null);

/// <summary>A booking at the moment it was made.</summary>
internal sealed record BookedAnswer(
    [property: Description("the booking's id")] Guid PreSaleId,
    Guid EventId,
    [property: Description("the booking's own code; of a free booking its first ticket's")] string Code,
    int Quantity,
    BookingStatus Status,
    [property: Description("of one place")] Money Price,
    [property: Description("what is not paid then goes to the general sale")] DateTimeOffset PayBy,
    [property: Description("issued at once when the price is 0; else empty")] IReadOnlyList<IssuedTicketAnswer> Tickets)
{
    public static BookedAnswer Of(BookedPlaces booked) => new(
        booked.BookingId, booked.EventId, booked.Code, booked.Quantity, BookingStatus.Booked, booked.Price, booked.PayBy,
        [.. booked.Tickets.Select(ticket => new IssuedTicketAnswer(ticket.TicketId, ticket.Code, ticket.TicketTypeId, booked.EventId))]);
}

/// <summary>A booking as it stands.</summary>
internal sealed record BookingAnswer(
    [property: Description("the booking's id")] Guid PreSaleId,
    Guid EventId,
    string EventTitle,
    DateTimeOffset StartsAt,
    Guid TicketTypeId,
    [property: Description("the ticket type's name")] string TicketType,
    [property: Description("the booking's own code; of a free booking its first ticket's")] string Code,
    int Quantity,
    [property: Description("booked; held while its order is open; paid, lapsed or cancelled")] BookingStatus Status,
    [property: Description("of one place")] Money Price,
    DateTimeOffset PayBy,
    DateTimeOffset BookedAt,
    [property: Description("once they are issued; else empty")] IReadOnlyList<OrderTicketAnswer> Tickets,
    [property: Description("the order that pays it, while it is held or once it is paid"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? OrderId = null)
{
    public static BookingAnswer Of(Booking booking) => new(
        booking.BookingId, booking.Event.EventId, booking.Event.Title, booking.Event.StartsAt, booking.TicketTypeId, booking.TicketType, booking.Code, booking.Quantity,
        booking.Status, booking.Price, booking.PayBy, booking.BookedAt, [.. booking.Tickets.Select(OrderTicketAnswer.Of)],
        booking.Status is BookingStatus.Held or BookingStatus.Paid ? booking.OrderId : null);
}
