using System.Text.Json.Nodes;
using EventTicket.Events;

namespace EventTicket.Web.Gateway;

/// <summary>Reads the event, lays the patch over it and asks for the change, based on the version that was read.</summary>
internal sealed class EventChange(IEventGrain owner, Operation operation, Caller caller, JsonObject patch, int? ifVersion)
{
    private const int Attempts = 5;

    /// <summary>Refused: not-found, invalid, precondition-failed when the caller named a version, event-cancelled, idempotency-key-reused, busy.</summary>
    public async Task<Result<EventSheet>> Apply()
    {
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            var sheet = await owner.Read(caller);
            if (!sheet.Succeeded)
            {
                return sheet;
            }

            var kept = sheet.Value.Definition;
            var definition = EventPatch.Merge(kept, patch);
            if (!definition.Succeeded)
            {
                return definition.Refusal;
            }

            var changed = await owner.Change(new ChangeEvent(operation, caller, definition.Value, ifVersion ?? sheet.Value.Version));
            // Somebody else's change came between: who named no version does not need to know.
            if (changed.Succeeded || changed.Refusal.Code != RefusalCode.PreconditionFailed || ifVersion is not null)
            {
                return changed.Succeeded ? changed : TicketTypePatch.InPatch(changed.Refusal, kept, patch);
            }
        }

        return Refusal.Busy;
    }
}
