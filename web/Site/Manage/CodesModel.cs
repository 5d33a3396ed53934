using System.Collections.Immutable;
using System.Globalization;
using EventTicket.Events;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace EventTicket.Web.Site;

/// <summary>An event's codes, and the form for one more.</summary>
public sealed record CodesModel(EventSheet Sheet, ImmutableArray<CodeSheet> Codes, CodeForm Form, Wording? Refused)
{
    public static IEnumerable<KeyValuePair<string, string>> Kinds =>
    [
        new("access", "Access: unlocks hidden tickets"), new("percent", "Discount in percent"), new("amount", "Discount of an amount for each place"),
    ];

    public IEnumerable<KeyValuePair<string, string>> Types =>
        Sheet.Definition.TicketTypes.Select(type => KeyValuePair.Create($"{type.TicketTypeId}", type.Name)).Prepend(KeyValuePair.Create("", "All tickets"));

    /// <summary>What a code does, in a few words.</summary>
    public string Does(EventCode code) => code.Kind switch
    {
        CodeKind.Access => "Unlocks",
        CodeKind.Percent => string.Create(CultureInfo.InvariantCulture, $"{code.Value}% off"),
        _ => $"{new Money(code.Value, Sheet.Definition.Currency).Show()} off each place",
    };

    public string For(EventCode code) => code.TicketTypes.IsEmpty ? "All tickets"
        : string.Join(", ", Sheet.Definition.TicketTypes.Where(type => code.TicketTypes.Contains(type.TicketTypeId)).Select(type => type.Name));
}

/// <summary>One more code, as it was typed. Its fields have the names of the gateway's request.</summary>
public sealed class CodeForm
{
    public string? OperationId { get; set; }
    public string? Code { get; set; }
    public string? Kind { get; set; }

    /// <summary>Percent, or an amount in major units.</summary>
    public string? Value { get; set; }

    /// <summary>Empty for all of them.</summary>
    public Guid? TicketTypeId { get; set; }

    public string? Uses { get; set; }
    public string? ValidFrom { get; set; }
    public string? ValidUntil { get; set; }

    /// <summary>The code; null when <paramref name="wrong"/> says why it cannot be read. What it may be, the event says.</summary>
    public EventCode? Read(EventDefinition definition, ModelStateDictionary wrong)
    {
        var kind = Kind switch { "percent" => CodeKind.Percent, "amount" => CodeKind.Amount, _ => CodeKind.Access };
        long? value = kind switch
        {
            CodeKind.Access => 0,
            CodeKind.Percent => int.TryParse(Value?.Trim().TrimEnd('%'), NumberStyles.None, CultureInfo.InvariantCulture, out var percent) ? percent : null,
            _ => Prices.Parse(Value, definition.Currency),
        };
        Check("value", value is not null, kind == CodeKind.Percent ? "Write a whole number from 1 to 100." : "Write an amount.");
        int? uses = int.TryParse(Uses?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var many) ? many : null;
        Check("uses", uses is not null || string.IsNullOrWhiteSpace(Uses), "Write a whole number, or nothing.");
        var from = Time("validFrom", ValidFrom);
        var until = Time("validUntil", ValidUntil);
        return wrong.IsValid ? new EventCode(Guid.Empty, Code ?? "", kind, value!.Value, TicketTypeId is { } type ? [type] : [], uses, from, until) : null;

        DateTimeOffset? Time(string field, string? text)
        {
            var time = VenueTime.Parse(text, definition.TimeZone);
            Check(field, time is not null || string.IsNullOrWhiteSpace(text), $"Write a day and a time that exist on the clocks of {definition.TimeZone}, or nothing.");
            return time;
        }

        void Check(string field, bool right, string message)
        {
            if (!right)
            {
                wrong.AddModelError(field, message);
            }
        }
    }
}
