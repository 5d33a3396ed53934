namespace EventTicket.Events;

/// <summary>What a manager decides.</summary>
internal sealed partial class EventState
{
    public Result<EventSheet> Draft(DraftEvent request, DateTimeOffset now)
    {
        var mark = new OperationMark(request.ManagerId, OperationKind.Draft, request.Operation.Key, request.Operation.Fingerprint);
        if (Repeated(mark, first => first.Sheet!) is { } before)
        {
            return before;
        }

        if (Exists)
        {
            return Refusal.KeyReused;
        }

        var definition = Named(request.Definition);
        if (EventDefinitionRules.Check(definition, now, proposing: false) is { IsEmpty: false } errors)
        {
            return Refusal.Invalid(errors);
        }

        Record(new Drafted(now, request.ManagerId, definition, request.Publish ? null : mark));
        if (request.Publish)
        {
            Record(new Published(now, mark));
        }

        return Sheet();
    }

    public Result<EventSheet> Change(ChangeEvent request, DateTimeOffset now)
    {
        if (!IsSeenBy(request.Caller))
        {
            return Refusal.NotFound;
        }

        var mark = new OperationMark(request.Caller.PersonId, OperationKind.Change, request.Operation.Key, request.Operation.Fingerprint);
        if (Repeated(mark, first => first.Sheet!) is { } before)
        {
            return before;
        }

        if (request.IfVersion is { } expected && expected != Version)
        {
            return new Refusal(RefusalCode.PreconditionFailed);
        }

        if (Status == EventStatus.Cancelled)
        {
            return Refusal.EventCancelled;
        }

        var definition = Named(request.Definition);
        var errors = EventDefinitionRules.Check(definition, now, proposing: false).Concat(CheckMove(definition, now)).Concat(CheckChange(definition)).Concat(CheckPreSaleChange(definition, now)).ToList();
        if (errors.Count > 0)
        {
            return Refusal.Invalid(errors);
        }

        Record(new Changed(now, definition, mark) { Moved = Status == EventStatus.Published ? WhenWhere.Moved(Definition!, definition) : null });
        return Sheet();
    }

    public Result<EventSheet> Publish(PublishEvent request, DateTimeOffset now)
    {
        if (!IsSeenBy(request.Caller))
        {
            return Refusal.NotFound;
        }

        var mark = new OperationMark(request.Caller.PersonId, OperationKind.Publish, request.Operation.Key, request.Operation.Fingerprint);
        if (Repeated(mark, first => first.Sheet!) is { } before)
        {
            return before;
        }

        if (Status == EventStatus.Cancelled)
        {
            return Refusal.EventCancelled;
        }

        if (Status == EventStatus.Draft)
        {
            if (Definition!.EndsAt <= now)
            {
                return Refusal.Invalid("endsAt", "An event that is over cannot be published; give it a time to come.");
            }

            Record(new Published(now, mark));
        }

        return Sheet();
    }

    /// <summary>Its manager, or an admin. For anyone else the event does not exist.</summary>
    public bool IsSeenBy(Caller caller) => Exists && (caller.Role == Role.Admin || caller.PersonId == ManagerId);

    /// <summary>A year mistyped would end a published event at once, with everybody who has a ticket told of a day gone by. What stays may be past: a running event can be changed.</summary>
    private IEnumerable<FieldError> CheckMove(EventDefinition wanted, DateTimeOffset now)
    {
        if (Status == EventStatus.Draft)
        {
            yield break;
        }

        if (wanted.StartsAt != Definition!.StartsAt && wanted.StartsAt <= now)
        {
            yield return new FieldError("startsAt", "Must be in the future, or stay as it was.");
        }

        if (wanted.EndsAt != Definition.EndsAt && wanted.EndsAt <= now)
        {
            yield return new FieldError("endsAt", "Must be in the future, or stay as it was.");
        }
    }

    private IEnumerable<FieldError> CheckChange(EventDefinition wanted)
    {
        if (Status != EventStatus.Draft && wanted.Currency != Definition!.Currency)
        {
            yield return new FieldError("currency", $"A published event keeps its currency, {Definition.Currency}.");
        }

        var kept = wanted.TicketTypes.Select(type => type.TicketTypeId).ToHashSet();
        for (var i = 0; i < wanted.TicketTypes.Length; i++)
        {
            var type = wanted.TicketTypes[i];
            if (!types.TryGetValue(type.TicketTypeId, out var state))
            {
                continue;
            }

            var keptBack = wanted.PreSale?.TicketType != i ? 0 : preSale is { IsClosed: true } ? preSale.Capacity : wanted.PreSale.Capacity;
            if (type.Capacity < state.Taken + keptBack)
            {
                yield return type.Capacity >= state.Type.Capacity && keptBack > state.KeptBack
                    ? new FieldError("preSale.capacity", $"At most {type.Capacity - state.Taken}: the other places of its ticket type are held or sold.")
                    : new FieldError($"ticketTypes[{i}].capacity", $"At least {state.Taken + keptBack}: that many places are held, booked, sold or kept back for the pre-sale.");
            }
        }

        if (Status != EventStatus.Draft && types.Keys.FirstOrDefault(id => !kept.Contains(id)) is var gone && gone != Guid.Empty)
        {
            yield return new FieldError("ticketTypes", $"A published event keeps its ticket types; {types[gone].Type.Name} is missing. Set its capacity to what is sold instead.");
        }
    }

    /// <summary>Gives new ticket types their ids. An id that is not one of ours counts as new: ids are made here and nowhere else.</summary>
    private EventDefinition Named(EventDefinition wanted)
    {
        var tidy = EventDefinitionRules.Tidy(wanted);
        return tidy with
        {
            TicketTypes = [.. tidy.TicketTypes.Select(type =>
                types.ContainsKey(type.TicketTypeId) ? type : type with { TicketTypeId = Guid.CreateVersion7() })],
        };
    }
}
