using System.Collections.Immutable;
using static System.FormattableString;

namespace EventTicket.Events;

/// <summary>What a code may be.</summary>
internal static class CodeRules
{
    public const int MostOfAnEvent = 500;
    public const int MostOfAHold = 5;
    private const int Shortest = 3;
    private const int Longest = 40;

    /// <summary>The text as codes are compared: without space at its ends, in capitals.</summary>
    public static string Tidy(string? text) => TextRules.Trim(text).ToUpperInvariant();

    public static EventCode Tidy(EventCode code) => code with
    {
        Text = Tidy(code.Text),
        TicketTypes = code.TicketTypes.IsDefault ? [] : [.. code.TicketTypes.Distinct()],
        From = code.From?.ToUniversalTime(),
        Until = code.Until?.ToUniversalTime(),
    };

    /// <summary>Everything that is wrong, by its field in the gateway's request.</summary>
    public static ImmutableArray<FieldError> Check(EventCode code, IEnumerable<TicketType> types)
    {
        var errors = ImmutableArray.CreateBuilder<FieldError>();
        errors.Expect("code", code.Text.Length is < Shortest or > Longest || !code.Text.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'),
            $"Must be {Shortest} to {Longest} letters, digits and hyphens.");
        errors.Expect("value", code.Kind switch
        {
            CodeKind.Access => code.Value == 0 ? null : "Must be left out: an access code changes no price.",
            CodeKind.Percent => code.Value is >= 1 and <= 100 ? null : "Must be a whole number from 1 to 100.",
            _ => code.Value is >= 1 and <= PriceRules.Highest ? null : Invariant($"Must be a whole number of minor units from 1 to {PriceRules.Highest:N0}."),
        });
        foreach (var (index, id) in code.TicketTypes.Index())
        {
            errors.Expect($"ticketTypeIds[{index}]", types.All(type => type.TicketTypeId != id), "Not a ticket type of this event.");
        }

        errors.Expect("uses", code.Uses is < 1 or > EventDefinitionRules.MostPlaces, Invariant($"Must be a whole number from 1 to {EventDefinitionRules.MostPlaces:N0}, or left out."));
        errors.Expect("validUntil", code.Until <= code.From, "Must be after validFrom.");
        return errors.ToImmutable();
    }
}
