using System.Globalization;
using EventTicket.Events;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace EventTicket.Web.Site;

/// <summary>
/// Turns what was typed into an event's definition. Only what cannot be read is said here, each beside its field; what can be read but
/// is not allowed, the event itself says.
/// </summary>
internal sealed class EventFormReader(EventForm form, ModelStateDictionary wrong)
{
    private readonly string currency = Currencies.IsKnown(form.Currency) ? form.Currency! : "EUR";
    private readonly string timeZone = VenueTime.IsKnown(form.TimeZone) ? form.TimeZone! : "UTC";

    /// <summary>The definition; null when <paramref name="wrong"/> says why it cannot be read.</summary>
    public static EventDefinition? Read(EventForm form, ModelStateDictionary wrong) => new EventFormReader(form, wrong).Read();

    private EventDefinition? Read()
    {
        NotBlank("title", form.Title);
        NotBlank("venue.name", form.Venue.Name);
        NotBlank("venue.address", form.Venue.Address);
        NotBlank("venue.city", form.Venue.City);
        Check("currency", Currencies.IsKnown(form.Currency), "Choose a currency.");
        Check("timeZone", VenueTime.IsKnown(form.TimeZone), "Choose the time zone of the venue.");
        var categoryId = Guid.TryParse(form.CategoryId, out var id) ? id : Guid.Empty;
        Check("categoryId", categoryId != Guid.Empty, "Choose a category.");
        var definition = new EventDefinition(
            form.Title?.Trim() ?? "",
            form.Description?.ReplaceLineEndings("\n").Trim() ?? "",
            categoryId,
            new Venue(form.Venue.Name?.Trim() ?? "", form.Venue.Address?.Trim() ?? "", form.Venue.City?.Trim() ?? ""),
            Time("startsAt", form.StartsAt) ?? default,
            Time("endsAt", form.EndsAt) ?? default,
            timeZone,
            currency,
            [.. form.TicketTypes.Select(Type)],
            Number("maxPerPerson", form.MaxPerPerson) ?? 0,
            Number("holdMinutes", form.HoldMinutes) ?? 0,
            form.PreSale is null ? null : PreSale(form.PreSale),
            Blank(form.OfferHours) ? 24 : Number("offerHours", form.OfferHours) ?? 0);
        return wrong.IsValid ? definition : null;
    }

    private TicketType Type(TicketTypeForm type, int index)
    {
        var at = $"ticketTypes[{index}].";
        NotBlank(at + "name", type.Name);
        var price = Prices.Parse(type.Price, currency);
        Check(at + "price", price is not null, $"Write an amount such as {new Money(24 * Scale, currency).Plain()}, or 0 for free.");
        return new TicketType(
            type.TicketTypeId ?? Guid.Empty,
            type.Name?.Trim() ?? "",
            price ?? 0,
            Number(at + "capacity", type.Capacity) ?? 0,
            Blank(type.MaxPerPerson) ? null : Number(at + "maxPerPerson", type.MaxPerPerson),
            Blank(type.SalesStartsAt) ? null : Time(at + "salesStartsAt", type.SalesStartsAt),
            Blank(type.SalesEndsAt) ? null : Time(at + "salesEndsAt", type.SalesEndsAt),
            type.Hidden);
    }

    private PreSale PreSale(PreSaleTermsForm preSale)
    {
        var price = Prices.Parse(preSale.Price, currency);
        Check("preSale.price", price is not null, $"Write an amount such as {new Money(24 * Scale, currency).Plain()}, or 0 for free.");
        return new PreSale(
            Number("preSale.ticketType", preSale.TicketType) ?? 0,
            Number("preSale.capacity", preSale.Capacity) ?? 0,
            Time("preSale.opensAt", preSale.OpensAt) ?? default,
            Time("preSale.closesAt", preSale.ClosesAt) ?? default,
            price ?? 0,
            Time("preSale.payBy", preSale.PayBy) ?? default,
            Blank(preSale.MaxPerPerson) ? null : Number("preSale.maxPerPerson", preSale.MaxPerPerson));
    }

    private long Scale => (long)Math.Pow(10, Currencies.Exponent(currency));

    private DateTimeOffset? Time(string field, string? text)
    {
        var time = VenueTime.Parse(text, timeZone);
        Check(field, time is not null, Blank(text)
            ? "Choose a day and a time."
            : $"Write a day and a time that exist on the clocks of {timeZone}, such as 2027-03-05T20:30.");
        return time;
    }

    private int? Number(string field, string? text)
    {
        int? number = int.TryParse(text?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
        Check(field, number is not null, "Write a whole number, such as 100.");
        return number;
    }

    private void NotBlank(string field, string? text) => Check(field, !Blank(text), "Cannot be empty.");

    private void Check(string field, bool right, string message)
    {
        if (!right)
        {
            wrong.AddModelError(field, message);
        }
    }

    private static bool Blank(string? text) => string.IsNullOrWhiteSpace(text);
}
