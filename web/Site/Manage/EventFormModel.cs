using System.Collections.Immutable;
using EventTicket.Catalogue;

namespace EventTicket.Web.Site;

/// <summary>The event form with its choices.</summary>
/// <param name="EventId">Null for a new event.</param>
/// <param name="IsPublished">Its currency can no longer change, and there is nothing left to publish.</param>
public sealed record EventFormModel(EventForm Form, Guid? EventId, bool IsPublished, ImmutableArray<Category> Categories, Wording? Refused)
{
    public string Heading => EventId is null ? "New event" : "Change the event";

    public string Action => EventId is null ? "/manage/events/new" : $"/manage/events/{EventId}/edit";

    public IEnumerable<KeyValuePair<string, string>> CategoryChoices =>
        Categories.Select(category => KeyValuePair.Create(category.CategoryId.ToString(), category.Name)).Prepend(KeyValuePair.Create("", "Choose…"));

    public static IEnumerable<KeyValuePair<string, string>> CurrencyChoices => Currencies.All.Select(code => KeyValuePair.Create(code, code));

    /// <summary>The form's ticket types by their place, for the pre-sale.</summary>
    public IEnumerable<KeyValuePair<string, string>> TypeChoices => Form.TicketTypes.Select((type, place) =>
        KeyValuePair.Create($"{place}", string.IsNullOrWhiteSpace(type.Name) ? $"Ticket type {place + 1}" : type.Name));

    /// <summary>Every IANA zone with a city in it.</summary>
    public IEnumerable<KeyValuePair<string, string>> ZoneChoices => Zones.Union([Form.TimeZone ?? "UTC"]).Order(StringComparer.Ordinal)
        .Select(zone => KeyValuePair.Create(zone, zone.Replace('_', ' ')));

    private static readonly ImmutableArray<string> Zones =
    [
        .. TimeZoneInfo.GetSystemTimeZones().Select(zone => zone.Id).Where(id => id.Contains('/', StringComparison.Ordinal)
            && !id.StartsWith("Etc/", StringComparison.Ordinal) && !id.StartsWith("SystemV/", StringComparison.Ordinal) && !id.StartsWith("US/", StringComparison.Ordinal)),
    ];
}
