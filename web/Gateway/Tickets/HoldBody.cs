using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace EventTicket.Web.Gateway;

/// <summary>Places of an event, or those of a booking: one or the other.</summary>
internal sealed record HoldBody(
    [property: Description(HoldBody.AnEvent)] Guid? EventId = null,
    [property: Description(HoldBody.AList)] IReadOnlyList<HoldItemBody>? Items = null,
    [property: Description("a list of at most 5 codes")] IReadOnlyList<string>? Codes = null,
    [property: Description("the id of a booking of yours, and nothing else")] Guid? PreSaleId = null)
{
    private const string AnEvent = "the id of an event";
    private const string AList = "a list of 1 to 50 items, each ticket type once";

    /// <summary>What is missing, or too much.</summary>
    public Refusal? Check()
    {
        List<FieldError> errors = PreSaleId is null
            ? [.. Missing("eventId", EventId, AnEvent), .. Missing("items", Items, AList)]
            : [.. TooMuch("eventId", EventId), .. TooMuch("items", Items), .. TooMuch("codes", Codes is { Count: 0 } ? null : Codes)];
        return errors.Count == 0 ? null : Refusal.Invalid(errors);
    }

    private static IEnumerable<FieldError> Missing(string field, object? value, string allowed) =>
        value is null ? [new(field, $"Is missing; must be {allowed}.")] : [];

    private static IEnumerable<FieldError> TooMuch(string field, object? value) =>
        value is null ? [] : [new(field, "Must be left out beside preSaleId.")];
}

internal sealed record HoldItemBody(
    [property: Description("the id of a ticket type of the event")] Guid TicketTypeId,
    [property: Description("a whole number from 1 to 1,000,000"), Range(1, 1_000_000)] int Quantity);
