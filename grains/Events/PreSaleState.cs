namespace EventTicket.Events;

/// <summary>The stock of the pre-sale, apart from its ticket type's own, and what each person has of it. free + held + booked + sold = capacity.</summary>
internal sealed class PreSaleState : Places
{
    private readonly Dictionary<Guid, int> placesOf = [];

    public PreSale Terms { get; private set; } = null!;

    public TypeState Type { get; private set; } = null!;

    /// <summary>Places that are still the pre-sale's.</summary>
    public int Capacity { get; private set; }

    /// <summary>Its window is over: what is free belongs to the general sale.</summary>
    public bool IsClosed { get; private set; }

    public int Free => Capacity - Taken;

    public int Of(Guid personId) => placesOf.GetValueOrDefault(personId);

    public bool IsOpen(DateTimeOffset now) => !IsClosed && now >= Terms.OpensAt && now < Terms.ClosesAt;

    /// <summary>Its manager has decided: while it is not closed, these are its places.</summary>
    public void Define(PreSale decided, TypeState of)
    {
        (Terms, Type) = (decided, of);
        Capacity = IsClosed ? Capacity : decided.Capacity;
        Type.KeptBack = Capacity;
    }

    public void Close()
    {
        IsClosed = true;
        HandOver(Free);
    }

    /// <summary>Counts places of a person: more when booked, fewer when they have given them back, which may hand them over.</summary>
    public void Count(Guid personId, int places)
    {
        var now = Of(personId) + places;
        if (now == 0)
        {
            placesOf.Remove(personId);
        }
        else
        {
            placesOf[personId] = now;
        }

        if (IsClosed)
        {
            HandOver(Free);
        }
    }

    private void HandOver(int places)
    {
        Capacity -= places;
        Type.KeptBack -= places;
    }

    public PreSaleStock Stock => new(Capacity, Held, Booked, Sold, IsClosed);
}
