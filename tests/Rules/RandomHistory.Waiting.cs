using EventTicket.Events;

namespace EventTicket.Tests.Rules;

/// <summary>The waiting list in it: people join, leave and are served.</summary>
internal sealed partial class RandomHistory
{
    private void UseWaitingList()
    {
        if (random.Next(4) == 0 && facts.OfType<Joined>().LastOrDefault() is { } joined)
        {
            state.Leave(new LeaveWaitingList(joined.PersonId, joined.WaitingId), now);
            return;
        }

        var type = state.Definition!.TicketTypes[random.Next(2)].TicketTypeId;
        var free = state.Stock.Single(stock => stock.TicketTypeId == type).Free;
        state.Join(new JoinWaitingList(NewOperation(), SomePerson(), type, Math.Max(1, free + random.Next(2))), now);
    }
}
