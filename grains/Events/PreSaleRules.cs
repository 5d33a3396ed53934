using System.Collections.Immutable;
using static System.FormattableString;

namespace EventTicket.Events;

/// <summary>What a pre-sale may be.</summary>
internal static class PreSaleRules
{
    /// <summary>The pre-sale as it is to be kept: times in UTC.</summary>
    public static PreSale? Tidy(PreSale? preSale) => preSale is null ? null : preSale with
    {
        OpensAt = preSale.OpensAt.ToUniversalTime(),
        ClosesAt = preSale.ClosesAt.ToUniversalTime(),
        PayBy = preSale.PayBy.ToUniversalTime(),
    };

    /// <summary>Adds everything that is wrong, by paths such as <c>preSale.payBy</c>.</summary>
    /// <param name="proposing">Its window must not be over already.</param>
    public static void Check(EventDefinition definition, DateTimeOffset now, bool proposing, ImmutableArray<FieldError>.Builder errors)
    {
        if (definition.PreSale is not { } preSale)
        {
            return;
        }

        var types = definition.TicketTypes.IsDefault ? [] : definition.TicketTypes;
        errors.Expect("preSale.ticketType", types.ElementAtOrDefault(preSale.TicketType) is { Hidden: true }, "Must not be a hidden ticket type.");
        var known = preSale.TicketType >= 0 && preSale.TicketType < types.Length;
        errors.Expect("preSale.ticketType", !known, Invariant($"Must be the place of a ticket type in ticketTypes, from 0 to {Math.Max(0, types.Length - 1)}."));
        var most = known ? Math.Clamp(types[preSale.TicketType].Capacity, 1, EventDefinitionRules.MostPlaces) : EventDefinitionRules.MostPlaces;
        errors.Expect("preSale.capacity", preSale.Capacity < 1 || preSale.Capacity > most, Invariant($"Must be a whole number from 1 to {most:N0}, the places of its ticket type."));
        errors.Expect("preSale.price", PriceRules.Problem(preSale.Price, definition.Currency));
        errors.Expect("preSale.maxPerPerson", preSale.MaxPerPerson is < 1 or > EventDefinitionRules.MostPerPerson,
            Invariant($"Must be a whole number from 1 to {EventDefinitionRules.MostPerPerson:N0}, or left out."));
        errors.Expect("preSale.closesAt", preSale.ClosesAt <= preSale.OpensAt ? "Must be after opensAt."
            : proposing && preSale.ClosesAt <= now ? "Must be in the future." : null);
        errors.Expect("preSale.payBy", preSale.PayBy < preSale.ClosesAt || preSale.PayBy > definition.StartsAt,
            "Must not be before closesAt, nor after the event's startsAt.");
    }
}
