namespace EventTicket.Events;

/// <summary>What one person holds and has at the event, for the limits: a few numbers, whatever they did before.</summary>
internal sealed class PersonState
{
    // Most people want one ticket type: a list of pairs is smaller than a dictionary.
    private readonly List<(Guid TypeId, int Places)> places = new(1);

    public Guid? OpenOrder { get; set; }

    /// <summary>The hold that is just being replaced had its extra time; the one that takes its place gets no more.</summary>
    public bool WasExtended { get; set; }

    public int Total { get; private set; }

    public bool IsEmpty => Total == 0 && OpenOrder is null && !WasExtended;

    public int Of(Guid typeId)
    {
        foreach (var (id, count) in places)
        {
            if (id == typeId)
            {
                return count;
            }
        }

        return 0;
    }

    public void Add(Guid typeId, int count)
    {
        Total += count;
        for (var i = 0; i < places.Count; i++)
        {
            if (places[i].TypeId == typeId)
            {
                places[i] = (typeId, places[i].Places + count);
                return;
            }
        }

        places.Add((typeId, count));
    }
}
