using System.Globalization;
using EventTicket.Events;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace EventTicket.Web.Site;

/// <summary>How many places of each ticket type somebody typed. Fields are named <c>places[ticketTypeId]</c>.</summary>
public sealed class PlacesForm
{
    public Dictionary<Guid, string?> Places { get; init; } = [];

    public string? OperationId { get; init; }

    /// <summary>An access or discount code; empty for none.</summary>
    public string? Code { get; init; }

    public static string FieldOf(Guid ticketTypeId) => $"places[{ticketTypeId}]";

    public string? TextOf(Guid ticketTypeId) => Places.GetValueOrDefault(ticketTypeId);

    /// <summary>The places asked for, in a fixed order. What cannot be read, or nothing at all, is said in <paramref name="wrong"/>.</summary>
    public List<HoldItem> Read(ModelStateDictionary wrong)
    {
        var items = new List<HoldItem>();
        foreach (var (ticketTypeId, text) in Places.OrderBy(place => place.Key))
        {
            if (string.IsNullOrWhiteSpace(text))
            {
                continue;
            }

            if (!int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var quantity))
            {
                wrong.AddModelError(FieldOf(ticketTypeId), "Write a whole number of places, such as 2.");
            }
            else if (quantity > 0)
            {
                items.Add(new HoldItem(ticketTypeId, quantity));
            }
        }

        if (items.Count == 0 && wrong.IsValid)
        {
            wrong.AddModelError("", "Choose at least one place.");
        }

        return items;
    }

    /// <summary>Puts an event's objections, which name <c>items[0].quantity</c>, beside the fields they are about.</summary>
    public static void Mark(ModelStateDictionary wrong, Refusal refusal, IReadOnlyList<HoldItem> items)
    {
        foreach (var error in refusal.Errors.IsDefault ? [] : refusal.Errors)
        {
            var at = Enumerable.Range(0, items.Count).FirstOrDefault(i => error.Field.StartsWith($"items[{i}]", StringComparison.Ordinal), -1);
            wrong.AddModelError(at < 0 ? "" : FieldOf(items[at].TicketTypeId), error.Message);
        }
    }
}
