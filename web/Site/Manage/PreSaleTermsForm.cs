using System.Globalization;
using EventTicket.Events;

namespace EventTicket.Web.Site;

/// <summary>An event's pre-sale as its manager types it.</summary>
public sealed class PreSaleTermsForm
{
    /// <summary>The place of its ticket type in the form, from 0.</summary>
    public string? TicketType { get; set; }

    public string? Capacity { get; set; }

    /// <summary>In the currency's major units; 0 for free.</summary>
    public string? Price { get; set; }

    public string? MaxPerPerson { get; set; }
    public string? OpensAt { get; set; }
    public string? ClosesAt { get; set; }
    public string? PayBy { get; set; }

    /// <summary>A ticket type left the form: those behind it moved up.</summary>
    internal void TypeRemoved(int place)
    {
        if (int.TryParse(TicketType, NumberStyles.None, CultureInfo.InvariantCulture, out var mine) && mine >= place)
        {
            TicketType = EventForm.Text(mine == place ? 0 : mine - 1);
        }
    }

    internal static PreSaleTermsForm? Of(EventDefinition definition) => definition.PreSale is not { } preSale ? null : new()
    {
        TicketType = EventForm.Text(preSale.TicketType),
        Capacity = EventForm.Text(preSale.Capacity),
        Price = new Money(preSale.Price, definition.Currency).Plain(),
        MaxPerPerson = EventForm.Text(preSale.MaxPerPerson),
        OpensAt = preSale.OpensAt.Field(definition.TimeZone),
        ClosesAt = preSale.ClosesAt.Field(definition.TimeZone),
        PayBy = preSale.PayBy.Field(definition.TimeZone),
    };
}
