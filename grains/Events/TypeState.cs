namespace EventTicket.Events;

/// <summary>The stock of one ticket type. free + held + booked + sold = capacity.</summary>
internal sealed class TypeState(TicketType type)
{
    public TicketType Type { get; set; } = type;

    public int Held { get; set; }

    /// <summary>Places of the pre-sale; none are booked yet.</summary>
    public int Booked { get; set; }

    public int Sold { get; set; }

    public int Taken => Held + Booked + Sold;

    public int Free => Type.Capacity - Taken;

    public bool IsOnSale(DateTimeOffset now, DateTimeOffset eventEndsAt) =>
        (Type.SalesStartsAt is not { } from || now >= from) && now < (Type.SalesEndsAt ?? eventEndsAt);

    public TypeStock Stock => new(Type.TicketTypeId, Type.Capacity, Held, Booked, Sold);
}
