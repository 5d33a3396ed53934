using System.Collections.Immutable;
using static System.FormattableString;

namespace EventTicket.Events;

/// <summary>What an event may be. Pure: the same question gets the same answer, and nothing is changed.</summary>
internal static class EventDefinitionRules
{
    public const int MostTicketTypes = 50;
    public const int MostPlaces = 1_000_000;
    public const int MostPerPerson = 1_000;
    public static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    /// <summary>The definition as it is to be kept: texts trimmed, line breaks as <c>\n</c>, times in UTC. Check it afterwards.</summary>
    public static EventDefinition Tidy(EventDefinition definition) => definition with
    {
        Title = TextRules.Trim(definition.Title),
        Description = TextRules.Trim(definition.Description).ReplaceLineEndings("\n"),
        Venue = new(TextRules.Trim(definition.Venue?.Name), TextRules.Trim(definition.Venue?.Address), TextRules.Trim(definition.Venue?.City)),
        StartsAt = definition.StartsAt.ToUniversalTime(),
        EndsAt = definition.EndsAt.ToUniversalTime(),
        TimeZone = TextRules.Trim(definition.TimeZone),
        Currency = TextRules.Trim(definition.Currency).ToUpperInvariant(),
        TicketTypes = definition.TicketTypes.IsDefault ? [] : [.. definition.TicketTypes.Select(TicketTypeRules.Tidy)],
        PreSale = PreSaleRules.Tidy(definition.PreSale),
    };

    /// <summary>Everything that is wrong, by its path in the gateway's request; empty when the event may be kept.</summary>
    /// <param name="now">The database's clock; used when proposing.</param>
    /// <param name="proposing">A manager puts a new event forward: it must lie in the future, and each ticket type must have places.</param>
    public static ImmutableArray<FieldError> Check(EventDefinition definition, DateTimeOffset now, bool proposing)
    {
        var errors = ImmutableArray.CreateBuilder<FieldError>();
        errors.Expect("title", TextRules.Line(definition.Title, 1, 200));
        errors.Expect("description", TextRules.Paragraphs(definition.Description, 0, 10_000));
        errors.Expect("categoryId", definition.CategoryId == Guid.Empty, "Must be the id of a category.");
        errors.Expect("venue.name", TextRules.Line(definition.Venue?.Name, 1, 200));
        errors.Expect("venue.address", TextRules.Line(definition.Venue?.Address, 1, 300));
        errors.Expect("venue.city", TextRules.Line(definition.Venue?.City, 1, 100));
        errors.Expect("startsAt", proposing && definition.StartsAt <= now, "Must be in the future.");
        errors.Expect("endsAt", definition.EndsAt <= definition.StartsAt || definition.EndsAt - definition.StartsAt > Longest,
            $"Must be after startsAt, by at most {Longest.Days} days.");
        errors.Expect("timeZone", !TimeZones.IsKnown(definition.TimeZone), "Must be an IANA time zone, such as Europe/Rome.");
        errors.Expect("currency", !Currencies.IsKnown(definition.Currency), $"Must be one of {string.Join(", ", Currencies.All)}.");
        errors.Expect("maxPerPerson", definition.MaxPerPerson is < 1 or > MostPerPerson, Invariant($"Must be a whole number from 1 to {MostPerPerson:N0}."));
        errors.Expect("holdMinutes", definition.HoldMinutes is < 2 or > 30, "Must be a whole number of minutes from 2 to 30.");
        errors.Expect("offerHours", definition.OfferHours is < 1 or > 72, "Must be a whole number of hours from 1 to 72.");
        TicketTypeRules.Check(definition, proposing, errors);
        PreSaleRules.Check(definition, now, proposing, errors);
        return errors.ToImmutable();
    }

    /// <summary>Adds the error when there is a problem.</summary>
    internal static void Expect(this ImmutableArray<FieldError>.Builder errors, string field, string? problem)
    {
        if (problem is not null)
        {
            errors.Add(new(field, problem));
        }
    }

    /// <summary>Adds the error when the field is wrong.</summary>
    internal static void Expect(this ImmutableArray<FieldError>.Builder errors, string field, bool wrong, string problem) =>
        errors.Expect(field, wrong ? problem : null);
}
