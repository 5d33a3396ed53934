using System.ComponentModel;
using EventTicket.Events;

namespace EventTicket.Web.Gateway;

/// <summary>An event's pre-sale as its manager writes it. What it may be is decided where the event is kept.</summary>
internal sealed record PreSaleBody(
    [property: Description("a whole number of places, up to those of its ticket type")] int Capacity,
    [property: Description("a time with its offset")] DateTimeOffset OpensAt,
    [property: Description("a time with its offset, after opensAt")] DateTimeOffset ClosesAt,
    [property: Description("a whole number of the currency's minor units; at 0 tickets are issued with the booking")] long Price,
    [property: Description("a time with its offset, not before closesAt and not after startsAt")] DateTimeOffset PayBy,
    [property: Description("a whole number: the place of its ticket type in ticketTypes, from 0; 0 without it")] int? TicketType = null,
    [property: Description("a whole number from 1 to 1,000, or null for none beside the others")] int? MaxPerPerson = null)
{
    public PreSale PreSale() => new(TicketType ?? 0, Capacity, OpensAt, ClosesAt, Price, PayBy, MaxPerPerson);

    public static PreSaleBody Of(PreSale kept) => new(kept.Capacity, kept.OpensAt, kept.ClosesAt, kept.Price, kept.PayBy, kept.TicketType, kept.MaxPerPerson);
}

/// <summary>An event's pre-sale as its manager sees it.</summary>
internal sealed record PreSaleSheetAnswer(
    [property: Description("the place of its ticket type in ticketTypes, from 0")] int TicketType,
    Guid TicketTypeId,
    [property: Description("places that were kept back at first")] int Capacity,
    DateTimeOffset OpensAt,
    DateTimeOffset ClosesAt,
    Money Price,
    DateTimeOffset PayBy,
    int? MaxPerPerson,
    [property: Description("places that are still the pre-sale's: available + held + booked + sold")] int Places,
    int Held,
    int Booked,
    int Sold,
    int Available)
{
    public static PreSaleSheetAnswer? Of(EventSheet sheet) => sheet is { Definition: { PreSale: { } preSale } definition, PreSale: { } stock }
        ? new(
            preSale.TicketType, definition.TicketTypes[preSale.TicketType].TicketTypeId, preSale.Capacity, preSale.OpensAt, preSale.ClosesAt,
            new Money(preSale.Price, definition.Currency), preSale.PayBy, preSale.MaxPerPerson, stock.Capacity, stock.Held, stock.Booked, stock.Sold, stock.Free)
        : null;
}
