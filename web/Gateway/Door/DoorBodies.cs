using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using EventTicket.Door;
using EventTicket.Events;

namespace EventTicket.Web.Gateway;

internal sealed record CheckInBody(
    [property: Description("the ticket's code, as it was scanned or typed, at most 100 characters"), StringLength(100, MinimumLength = 1)] string Code,
    [property: Description("which gate, at most 40 characters"), StringLength(40)] string? Gate = null);

internal sealed record CheckInAnswer(
    bool Admitted,
    [property: Description("why not"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DoorReason? Reason = null,
    [property: Description("when it is a ticket of this event"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? TicketId = null,
    [property: Description("when the reason is used"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? FirstUsedAt = null,
    [property: Description("when the reason is used and somebody said which gate it was"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? FirstUsedGate = null)
{
    public static CheckInAnswer Of(Admission answer) => new(answer.Admitted, answer.Reason, answer.TicketId, answer.FirstUsedAt, answer.FirstUsedGate);
}

internal sealed record DoorAnswer(
    Guid EventId,
    [property: Description("places sold")] int Sold,
    [property: Description("of those, who is in")] int Admitted,
    [property: Description("the last ten check-ins, the newest first")] IReadOnlyList<EntryAnswer> Last)
{
    public static DoorAnswer Of(DoorView view) => new(view.EventId, view.Sold, view.Admitted, [.. view.Last.Select(EntryAnswer.Of)]);
}

internal sealed record EntryAnswer(Guid TicketId, string TicketType, DateTimeOffset UsedAt, string? Gate)
{
    public static EntryAnswer Of(DoorEntry entry) => new(entry.TicketId, entry.TicketType, entry.At, entry.Gate);
}

internal sealed record DoorLinkBody([property: Description("what you call it, such as the gate; 1 to 40 characters"), StringLength(40, MinimumLength = 1)] string Name);

internal sealed record DoorLinkAnswer(Guid DoorLinkId, string Name, DateTimeOffset MadeAt)
{
    public static DoorLinkAnswer Of(DoorLink link) => new(link.LinkId, link.Name, link.MadeAt);
}

internal sealed record DoorLinksAnswer([property: Description("those that work, the newest first")] IReadOnlyList<DoorLinkAnswer> Items);

internal sealed record NewDoorLinkAnswer(
    Guid DoorLinkId,
    string Name,
    DateTimeOffset MadeAt,
    [property: Description("opens this event's door, and nothing else, for whoever has it; told this one time")] string Url);
