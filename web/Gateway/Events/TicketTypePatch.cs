using System.Text.Json.Nodes;
using EventTicket.Events;

namespace EventTicket.Web.Gateway;

/// <summary>The ticket types of a change: found by their id wherever they stand in the list.</summary>
internal static class TicketTypePatch
{
    private const string Path = "ticketTypes[";

    /// <summary>Changes the named types and adds the unnamed. Answers the refusal of an id that the event does not have.</summary>
    public static Refusal? Merge(JsonArray types, JsonArray changes)
    {
        foreach (var (place, change) in changes.Index())
        {
            var type = Id(change) is { } id ? types.OfType<JsonObject>().FirstOrDefault(kept => Id(kept) == id) : null;
            if (type is not null)
            {
                EventPatch.Overlay(type, change!.AsObject());
            }
            else if (Id(change) is null)
            {
                types.Add(change?.DeepClone());
            }
            else
            {
                return Refusal.Invalid($"{Path}{place}].ticketTypeId", "Must be the id of a ticket type of this event, or left out for a new one.");
            }
        }

        return null;
    }

    /// <summary>The same refusal, with each ticket type's place in the patch instead of its place in the merged event.</summary>
    public static Refusal InPatch(Refusal refusal, EventDefinition kept, JsonObject patch)
    {
        if (refusal.Code != RefusalCode.Invalid || patch["ticketTypes"] is not JsonArray changes)
        {
            return refusal;
        }

        var places = new Dictionary<string, int>();
        var next = kept.TicketTypes.Length;
        foreach (var (place, change) in changes.Index())
        {
            var known = Id(change) is { } id ? kept.TicketTypes.Index().First(type => type.Item.TicketTypeId.ToString() == id).Index : next++;
            places[$"{Path}{known}]"] = place;
        }

        return refusal with { Errors = [.. refusal.Errors.Select(error => Renumbered(error, places))] };
    }

    private static FieldError Renumbered(FieldError error, Dictionary<string, int> places)
    {
        var end = error.Field.IndexOf(']', StringComparison.Ordinal) + 1;
        return places.TryGetValue(error.Field[..end], out var place) ? error with { Field = $"{Path}{place}]{error.Field[end..]}" } : error;
    }

    private static string? Id(JsonNode? type) =>
        type is JsonObject known && known["ticketTypeId"] is JsonValue id ? id.ToString().ToLowerInvariant() : null;
}
