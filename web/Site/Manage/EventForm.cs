using System.Globalization;
using EventTicket.Events;

namespace EventTicket.Web.Site;

/// <summary>
/// The event form as it was typed. Its fields have the names of the gateway's request, so that whatever the event objects to finds the
/// field it is about.
/// </summary>
public sealed class EventForm
{
    public string? OperationId { get; set; }

    /// <summary>The version the change is based on; null for a new event.</summary>
    public int? Version { get; set; }

    public string? Title { get; set; }
    public string? Description { get; set; }
    public string? CategoryId { get; set; }
    public VenueForm Venue { get; set; } = new();
    public string? StartsAt { get; set; }
    public string? EndsAt { get; set; }
    public string? TimeZone { get; set; }
    public string? Currency { get; set; }
    public string? MaxPerPerson { get; set; }
    public string? HoldMinutes { get; set; }
    public string? OfferHours { get; set; }
    public List<TicketTypeForm> TicketTypes { get; set; } = [];

    /// <summary>Null for none.</summary>
    public PreSaleTermsForm? PreSale { get; set; }

    /// <summary>An empty form with the usual choices made.</summary>
    public static EventForm New(string timeZone) => new()
    {
        OperationId = Operations.NewKey(),
        TimeZone = timeZone,
        Currency = "EUR",
        MaxPerPerson = "10",
        HoldMinutes = "10",
        OfferHours = "24",
        TicketTypes = [new TicketTypeForm()],
    };

    /// <summary>An event's definition, ready to be changed.</summary>
    public static EventForm Of(EventSheet sheet)
    {
        var definition = sheet.Definition;
        return new EventForm
        {
            OperationId = Operations.NewKey(),
            Version = sheet.Version,
            Title = definition.Title,
            Description = definition.Description,
            CategoryId = definition.CategoryId.ToString(),
            Venue = new VenueForm { Name = definition.Venue.Name, Address = definition.Venue.Address, City = definition.Venue.City },
            StartsAt = definition.StartsAt.Field(definition.TimeZone),
            EndsAt = definition.EndsAt.Field(definition.TimeZone),
            TimeZone = definition.TimeZone,
            Currency = definition.Currency,
            MaxPerPerson = Text(definition.MaxPerPerson),
            HoldMinutes = Text(definition.HoldMinutes),
            OfferHours = Text(definition.OfferHours),
            TicketTypes = [.. definition.TicketTypes.Select(type => TicketTypeForm.Of(type, definition))],
            PreSale = PreSaleTermsForm.Of(definition),
        };
    }

    /// <summary>A new event with everything of an old one but its times, which are to be chosen anew.</summary>
    public static EventForm CopyOf(EventSheet sheet)
    {
        var form = Of(sheet);
        (form.Version, form.StartsAt, form.EndsAt) = (null, null, null);
        foreach (var type in form.TicketTypes)
        {
            (type.TicketTypeId, type.SalesStartsAt, type.SalesEndsAt) = (null, null, null);
        }

        if (form.PreSale is { } preSale)
        {
            (preSale.OpensAt, preSale.ClosesAt, preSale.PayBy) = (null, null, null);
        }

        return form;
    }

    internal static string? Text(int? number) => number?.ToString(CultureInfo.InvariantCulture);
}

public sealed class VenueForm
{
    public string? Name { get; set; }
    public string? Address { get; set; }
    public string? City { get; set; }
}

public sealed class TicketTypeForm
{
    /// <summary>Empty for a type that is not there yet.</summary>
    public Guid? TicketTypeId { get; set; }

    public string? Name { get; set; }

    /// <summary>In the currency's major units, such as <c>24.00</c>.</summary>
    public string? Price { get; set; }

    public string? Capacity { get; set; }
    public string? MaxPerPerson { get; set; }
    public string? SalesStartsAt { get; set; }
    public string? SalesEndsAt { get; set; }

    /// <summary>Only there with an access code.</summary>
    public bool Hidden { get; set; }

    internal static TicketTypeForm Of(TicketType type, EventDefinition definition) => new()
    {
        TicketTypeId = type.TicketTypeId,
        Name = type.Name,
        Price = new Money(type.Price, definition.Currency).Plain(),
        Capacity = EventForm.Text(type.Capacity),
        MaxPerPerson = EventForm.Text(type.MaxPerPerson),
        SalesStartsAt = type.SalesStartsAt?.Field(definition.TimeZone),
        SalesEndsAt = type.SalesEndsAt?.Field(definition.TimeZone),
        Hidden = type.Hidden,
    };
}
