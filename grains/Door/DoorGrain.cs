using System.Collections.Immutable;
using EventTicket.Events;
using EventTicket.Queries;
using Orleans.Concurrency;

namespace EventTicket.Door;

/// <summary>
/// Finds who asks and what ticket it is with one question, and leaves the decision to the event. So an event keeps no codes in memory, and
/// a code of another event can be told from one that never was.
/// </summary>
[StatelessWorker, Reentrant]
internal sealed class DoorGrain(DoorQueries queries, DoorLinkTable links, TimeProvider clock) : Grain, IDoorGrain
{
    private const int LongestName = 40;

    public async Task<Result<Admission>> CheckIn(ScanCode request)
    {
        var code = ScannedCode.Read(request.Code);
        var gate = TextRules.Trim(request.Gate);
        var errors = ImmutableArray.CreateBuilder<FieldError>();
        errors.Expect("code", code.Length == 0 || request.Code.Length > ScannedCode.Longest || code.Contains('\0'), $"Must be a ticket's code, at most {ScannedCode.Longest} characters.");
        errors.Expect("gate", TextRules.Line(gate, 0, LongestName));
        if (errors.Count > 0)
        {
            return Refusal.Invalid(errors);
        }

        return await Ask.Database(() => queries.Find(request.Key, code, clock.GetUtcNow())) switch
        {
            null => Refusal.NotFound,
            { Ticket: null } => Admission.Refused(DoorReason.Unknown),
            { Ticket: var ticket } door when ticket.EventId != door.EventId => Admission.Refused(DoorReason.OtherEvent),
            { Ticket: var ticket } door => await GrainFactory.Event(door.EventId)
                .CheckIn(new(request.Operation, door.Keeper, ticket.OrderId, ticket.TicketId, gate.Length == 0 ? null : gate)),
        };
    }

    public async Task<Result<Done>> Undo(UndoScan request) => await Ask.Database(() => queries.Find(request.Key, request.TicketId, clock.GetUtcNow())) switch
    {
        { Ticket: { } ticket } door when ticket.EventId == door.EventId => await GrainFactory.Event(door.EventId)
            .UndoCheckIn(new(request.Operation, door.Keeper, ticket.OrderId, ticket.TicketId)),
        _ => Refusal.NotFound,
    };

    public async Task<Result<DoorView>> Look(DoorKey key) => await Ask.Database(() => queries.Look(key, clock.GetUtcNow())) is { } view ? view : Refusal.NotFound;

    public async Task<Result<NewDoorLink>> MakeLink(MakeDoorLink request)
    {
        if (!await IsManagers(request.Caller, request.EventId))
        {
            return Refusal.NotFound;
        }

        var name = TextRules.Trim(request.Name);
        if (TextRules.Line(name, 1, LongestName) is { } problem)
        {
            return Refusal.Invalid("name", problem);
        }

        var token = DoorSecret.New();
        return await Ask.Database(() => links.Make(request, name, DoorSecret.HashOf(token), clock.GetUtcNow())) is { } link
            ? new NewDoorLink(link, token)
            : Refusal.Invalid("name", $"An event has at most {DoorLinkTable.Most} links. Revoke one first.");
    }

    public async Task<Result<Page<DoorLink>>> Links(Caller caller, Guid eventId) => await IsManagers(caller, eventId)
        ? new Page<DoorLink>([.. await Ask.Database(() => links.Of(eventId))], null)
        : Refusal.NotFound;

    public async Task<Result<Done>> RevokeLink(Caller caller, Guid eventId, Guid linkId) =>
        await IsManagers(caller, eventId) && await Ask.Database(() => links.Revoke(eventId, linkId, clock.GetUtcNow())) ? Done.It : Refusal.NotFound;

    private Task<bool> IsManagers(Caller caller, Guid eventId) => Ask.Database(() => queries.IsManagers(caller, eventId, clock.GetUtcNow()));
}
