using EventTicket.Events;
using EventTicket.Mail;

namespace EventTicket.Campaigns;

/// <summary>
/// What many are told of the facts of one batch: one row each, whatever the number of people. Read off the facts when the batch is folded,
/// so it is written with them or not at all, and a replay tells nobody anything.
/// </summary>
internal static class EventCampaigns
{
    public static List<Campaign> Of(IReadOnlyList<Fact> facts, EventState state)
    {
        List<Campaign> campaigns = [];
        foreach (var fact in facts)
        {
            switch (fact)
            {
                case Published f:
                    var category = state.Definition!.CategoryId;
                    campaigns.Add(new(Guid.CreateVersion7(f.At), $"new-event {state.EventId:N}", Audience.Followers, category, new NewEvent(state.EventId, category), f.At));
                    break;
                case Changed { Moved: { } before } f:
                    var id = Guid.CreateVersion7(f.At);
                    campaigns.Add(new(id, $"event-changed {id:N}", Audience.Holders, null, new EventChanged(state.EventId, before), f.At));
                    break;
            }
        }

        return campaigns;
    }
}
