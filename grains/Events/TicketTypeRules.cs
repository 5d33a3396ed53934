using System.Collections.Immutable;
using static System.FormattableString;

namespace EventTicket.Events;

/// <summary>What an event's ticket types may be, each by itself and together.</summary>
internal static class TicketTypeRules
{
    /// <summary>The type as it is to be kept: name trimmed, times in UTC.</summary>
    public static TicketType Tidy(TicketType type) => type with
    {
        Name = TextRules.Trim(type.Name),
        SalesStartsAt = type.SalesStartsAt?.ToUniversalTime(),
        SalesEndsAt = type.SalesEndsAt?.ToUniversalTime(),
    };

    /// <summary>Adds everything that is wrong, by paths such as <c>ticketTypes[0].price</c>.</summary>
    /// <param name="proposing">A new type needs a place; a type on sale may be shrunk to none.</param>
    public static void Check(EventDefinition definition, bool proposing, ImmutableArray<FieldError>.Builder errors)
    {
        var types = definition.TicketTypes.IsDefault ? [] : definition.TicketTypes;
        if (types.Length is < 1 or > EventDefinitionRules.MostTicketTypes)
        {
            errors.Expect("ticketTypes", $"Must be 1 to {EventDefinitionRules.MostTicketTypes} ticket types.");
            return;
        }

        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var ids = new HashSet<Guid>();
        for (var i = 0; i < types.Length; i++)
        {
            var type = types[i];
            var path = $"ticketTypes[{i}]";
            CheckOne(type, path, definition, proposing ? 1 : 0, errors);
            errors.Expect($"{path}.name", TextRules.Trim(type.Name) is { Length: > 0 } name && !names.Add(name), "Must differ from the names of the other ticket types, in more than upper and lower case.");
            errors.Expect($"{path}.ticketTypeId", type.TicketTypeId != Guid.Empty && !ids.Add(type.TicketTypeId), "Must name each ticket type once.");
        }

        errors.Expect("ticketTypes", types.All(type => type.Hidden), "Must have one that is not hidden.");
        errors.Expect("ticketTypes", types.Sum(type => (long)Math.Max(type.Capacity, 0)) > EventDefinitionRules.MostPlaces,
            Invariant($"Must have at most {EventDefinitionRules.MostPlaces:N0} places in all."));
    }

    private static void CheckOne(TicketType type, string path, EventDefinition definition, int leastPlaces, ImmutableArray<FieldError>.Builder errors)
    {
        errors.Expect($"{path}.name", TextRules.Line(type.Name, 1, 100));
        errors.Expect($"{path}.price", PriceRules.Problem(type.Price, definition.Currency));
        errors.Expect($"{path}.capacity", type.Capacity < leastPlaces || type.Capacity > EventDefinitionRules.MostPlaces,
            Invariant($"Must be a whole number from {leastPlaces} to {EventDefinitionRules.MostPlaces:N0}."));
        errors.Expect($"{path}.maxPerPerson", type.MaxPerPerson is < 1 or > EventDefinitionRules.MostPerPerson,
            Invariant($"Must be a whole number from 1 to {EventDefinitionRules.MostPerPerson:N0}, or left out."));
        errors.Expect($"{path}.salesStartsAt", type.SalesStartsAt >= definition.EndsAt, "Must be before the event's endsAt.");
        errors.Expect($"{path}.salesEndsAt", type.SalesEndsAt > definition.EndsAt || type.SalesEndsAt <= type.SalesStartsAt,
            "Must be after salesStartsAt and not after the event's endsAt.");
    }
}
