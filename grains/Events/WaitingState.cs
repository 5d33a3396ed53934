using EventTicket.Purchases;

namespace EventTicket.Events;

/// <summary>One place in the waiting list.</summary>
/// <param name="position">From 1.</param>
/// <param name="number">Its fact's place in the journal: the order of the list.</param>
internal sealed class WaitingState(Joined joined, int position, long number)
{
    public Guid WaitingId { get; } = joined.WaitingId;

    public Guid PersonId { get; } = joined.PersonId;

    public Guid TypeId { get; } = joined.TypeId;

    public int Places { get; } = joined.Places;

    public long Number { get; } = number;

    /// <summary>Its position when they joined, from 1.</summary>
    public int Position { get; } = position;

    public DateTimeOffset JoinedAt { get; } = joined.At;

    public WaitingStatus Status { get; set; }

    /// <summary>The offer, once there was one.</summary>
    public Guid? OrderId { get; set; }
}
