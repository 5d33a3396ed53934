using System.Collections.Immutable;
using EventTicket.Categories;
using EventTicket.Events;
using EventTicket.Queries;

namespace EventTicket.Managers;

/// <summary>Checks what a manager puts forward and hands it to the event; keeps nothing itself.</summary>
internal sealed class ManagerGrain(ManagerQueries queries, CategoryTable categories, TimeProvider clock) : Grain, IManagerGrain
{
    private const char List = 'm';

    public async Task<Result<EventSheet>> InsertEvent(InsertEvent request)
    {
        var manager = this.GetPrimaryKey();
        var own = request.Caller.PersonId == manager && request.Caller.Role >= Role.Manager;
        if (!own && request.Caller.Role != Role.Admin)
        {
            return Refusal.Forbidden;
        }

        var definition = EventDefinitionRules.Tidy(request.Definition);
        var eventId = EventIds.Of(manager, request.Caller.PersonId, request.Operation.Key);
        // A repeated request is answered by the event as at first, though its start may have passed since.
        if (await Errors(definition) is { IsEmpty: false } errors && !await Ask.Database(() => queries.EventExists(eventId)))
        {
            return Refusal.Invalid(errors);
        }

        var sheet = await GrainFactory.Event(eventId).Draft(new(request.Operation, manager, definition, request.Publish));
        if (sheet.Succeeded && !own)
        {
            // One row however often it is repeated; the admin has no answer before it is there.
            await Ask.Database(() => queries.RecordInsertion(request.Caller.PersonId, eventId, request.Operation, clock.GetUtcNow()));
        }

        return sheet;
    }

    public async Task<Result<Page<ProposedEvent>>> Events(PageRequest page)
    {
        if (page.Check(List, out var after) is { } refusal)
        {
            return refusal;
        }

        var rows = await Ask.Database(() => queries.Events(this.GetPrimaryKey(), after, page.Limit + 1, clock.GetUtcNow()));
        return page.Of(List, rows, row => row.Place).Select(row => row.Event);
    }

    public async Task<Result<ManagerProfile>> Profile(Caller caller) =>
        (caller.PersonId == this.GetPrimaryKey() || caller.Role == Role.Admin)
        && await Ask.Database(() => queries.Profile(this.GetPrimaryKey(), clock.GetUtcNow())) is { } profile
            ? profile
            : Refusal.NotFound;

    private async Task<ImmutableArray<FieldError>> Errors(EventDefinition definition)
    {
        var errors = EventDefinitionRules.Check(definition, clock.GetUtcNow(), proposing: true);
        return definition.CategoryId == Guid.Empty || await Ask.Database(() => categories.Exists(definition.CategoryId))
            ? errors
            : errors.Add(new("categoryId", "Must be the id of a category."));
    }
}
