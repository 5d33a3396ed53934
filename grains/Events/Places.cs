namespace EventTicket.Events;

/// <summary>Places that somebody has taken out of one stock row.</summary>
internal abstract class Places
{
    public int Held { get; set; }

    /// <summary>Booked in the pre-sale and not yet paid.</summary>
    public int Booked { get; set; }

    public int Sold { get; set; }

    public int Taken => Held + Booked + Sold;
}
