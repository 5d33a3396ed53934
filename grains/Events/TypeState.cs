namespace EventTicket.Events;

/// <summary>The stock of one ticket type without what is kept back for its pre-sale. free + held + booked + sold = capacity; booked is the pre-sale's only.</summary>
internal sealed class TypeState(TicketType type) : Places
{
    public TicketType Type { get; set; } = type;

    /// <summary>Places of this type that are the pre-sale's.</summary>
    public int KeptBack { get; set; }

    public int Capacity => Type.Capacity - KeptBack;

    public int Free => Capacity - Taken;

    public bool IsOnSale(DateTimeOffset now, DateTimeOffset eventEndsAt) =>
        (Type.SalesStartsAt is not { } from || now >= from) && now < (Type.SalesEndsAt ?? eventEndsAt);

    public TypeStock Stock => new(Type.TicketTypeId, Capacity, Held, Booked, Sold);
}
