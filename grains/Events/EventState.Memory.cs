namespace EventTicket.Events;

/// <summary>Memory follows the places: what was needed in the minute of the rush is given back when its ids are forgotten.</summary>
internal sealed partial class EventState
{
    private const int WorthGivingBack = 100;

    // Tables and queues keep the room they once needed, and those that only grow have room for as much again. Seldom, because all is copied for it.
    private void GiveRoomBack()
    {
        if (operations.Capacity < WorthGivingBack || operations.Count > operations.Capacity / 4)
        {
            return;
        }

        operations.TrimExcess();
        operationsByAge.TrimExcess();
        endedByAge.TrimExcess();
        orders.TrimExcess();
        people.TrimExcess();
        due.TrimExcess();
    }
}
