using EventTicket.Purchases;

namespace EventTicket.Events;

/// <summary>One person's booking as the event knows it.</summary>
internal sealed class BookingState(Booked booked, Guid typeId)
{
    public Guid BookingId { get; } = booked.BookingId;

    public Guid PersonId { get; } = booked.PersonId;

    public Guid TypeId { get; } = typeId;

    public int Places { get; } = booked.Places;

    /// <summary>Of one place, frozen when it was booked; minor units.</summary>
    public long Price { get; } = booked.Price;

    public string Code { get; } = booked.Code;

    public DateTimeOffset BookedAt { get; } = booked.At;

    /// <summary>As it was told when it was booked; the manager may have moved it since.</summary>
    public DateTimeOffset PayBy { get; } = booked.PayBy;

    public BookingStatus Status { get; set; } = BookingStatus.Booked;

    /// <summary>The order that pays it, or the last that did not.</summary>
    public Guid? OrderId { get; set; }
}
