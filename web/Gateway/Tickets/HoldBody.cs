using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;

namespace EventTicket.Web.Gateway;

internal sealed record HoldBody(
    [property: Description("the id of an event")] Guid EventId,
    [property: Description("a list of 1 to 50 items, each ticket type once")] IReadOnlyList<HoldItemBody> Items,
    [property: Description("left out: codes cannot be used yet"), LeftOut] JsonElement? Codes = null,
    [property: Description("left out: pre-sales cannot be paid yet"), LeftOut] JsonElement? PreSaleId = null);

internal sealed record HoldItemBody(
    [property: Description("the id of a ticket type of the event")] Guid TicketTypeId,
    [property: Description("a whole number from 1 to 1,000,000"), Range(1, 1_000_000)] int Quantity);
