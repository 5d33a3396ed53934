using System.ComponentModel;
using System.Text.Json.Serialization;
using EventTicket.Events;

namespace EventTicket.Web.Gateway;

internal sealed record CodeBody(
    [property: Description("a text of 3 to 40 letters, digits and hyphens; upper and lower case are the same"), JsonPropertyName("code")] string Text,
    [property: Description("access, percent or amount")] CodeKind Kind,
    [property: Description("a whole number: 1 to 100 for percent, minor units for amount; left out for access")] long? Value = null,
    [property: Description("a list of ids of ticket types; without it the code is for all of them")] IReadOnlyList<Guid>? TicketTypeIds = null,
    [property: Description("a whole number of orders, from 1, or null for any number")] int? Uses = null,
    [property: Description("a time with its offset, or null: from now on")] DateTimeOffset? ValidFrom = null,
    [property: Description("a time with its offset, or null: as long as there is a sale")] DateTimeOffset? ValidUntil = null)
{
    public EventCode Code() => new(Guid.Empty, Text, Kind, Value ?? 0, [.. TicketTypeIds ?? []], Uses, ValidFrom, ValidUntil);
}

internal sealed record CodesAnswer(IReadOnlyList<CodeAnswer> Items);

internal sealed record CodeAnswer(
    Guid CodeId,
    string Code,
    CodeKind Kind,
    long Value,
    [property: Description("empty: all of them")] IReadOnlyList<Guid> TicketTypeIds,
    int? Uses,
    [property: Description("open holds and orders with tickets that use it")] int Used,
    DateTimeOffset? ValidFrom,
    DateTimeOffset? ValidUntil)
{
    public static CodeAnswer Of(CodeSheet sheet) => new(
        sheet.Code.CodeId, sheet.Code.Text, sheet.Code.Kind, sheet.Code.Value, sheet.Code.TicketTypes, sheet.Code.Uses, sheet.Used, sheet.Code.From, sheet.Code.Until);
}
