using System.ComponentModel;
using EventTicket.Catalogue;

namespace EventTicket.Web.Gateway;

internal sealed record PreSaleAnswer(
    Guid TicketTypeId,
    [property: Description("places that were kept back")] int Capacity,
    [property: Description("places that can still be booked, at most a second old; 0 once it has closed")] int Available,
    DateTimeOffset OpensAt,
    DateTimeOffset ClosesAt,
    [property: Description("of one place; at 0 tickets are issued with the booking")] Money Price,
    [property: Description("what is booked and not paid then goes to the general sale")] DateTimeOffset PayBy,
    [property: Description("a limit beside the event's and the ticket type's; null for none")] int? MaxPerPerson)
{
    public static PreSaleAnswer Of(PreSaleOffer offer) =>
        new(offer.TicketTypeId, offer.Capacity, offer.Available, offer.OpensAt, offer.ClosesAt, offer.Price, offer.PayBy, offer.MaxPerPerson);
}
