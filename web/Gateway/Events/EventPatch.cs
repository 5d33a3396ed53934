using System.Text.Json;
using System.Text.Json.Nodes;
using EventTicket.Events;

namespace EventTicket.Web.Gateway;

/// <summary>
/// A change of an event: the fields that are given replace those that are kept (a null takes an optional one away), the rest stays.
/// Ticket types are changed by their <c>ticketTypeId</c>; one without it is added, one that is not named stays.
/// </summary>
internal static class EventPatch
{
    /// <summary>What a new event may have and a change may not: publishing has a call of its own.</summary>
    public static readonly string[] Without = ["publish"];

    /// <summary>The definition as it would be. Refused: invalid, by paths in the patch.</summary>
    public static Result<EventDefinition> Merge(EventDefinition kept, JsonObject patch)
    {
        // Laid over the rest it would be dropped in silence.
        if (Without.Where(patch.ContainsKey).ToList() is { Count: > 0 } strange)
        {
            return Refusal.Invalid(strange.Select(field => new FieldError(field, "Is not a field of this request.")));
        }

        var merged = JsonSerializer.SerializeToNode(EventBody.Of(kept), GatewayJson.Options)!.AsObject();
        foreach (var (field, value) in patch)
        {
            if (field == "ticketTypes" && value is JsonArray changes)
            {
                if (TicketTypePatch.Merge(merged[field]!.AsArray(), changes) is { } unknown)
                {
                    return unknown;
                }
            }
            else
            {
                merged[field] = field is "venue" or "preSale" && value is JsonObject change && merged[field] is JsonObject known ? Overlay((JsonObject)known.DeepClone(), change) : value?.DeepClone();
            }
        }

        var body = BodyShape.Read<EventBody>(JsonSerializer.SerializeToElement(merged, GatewayJson.Options));
        return body.Succeeded ? body.Value.Definition() : TicketTypePatch.InPatch(body.Refusal, kept, patch);
    }

    internal static JsonObject Overlay(JsonObject kept, JsonObject change)
    {
        foreach (var (field, value) in change)
        {
            kept[field] = value?.DeepClone();
        }

        return kept;
    }
}
