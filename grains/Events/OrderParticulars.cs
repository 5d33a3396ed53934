using System.Collections.Immutable;

namespace EventTicket.Events;

/// <summary>What only few orders have: of the others nothing is kept.</summary>
internal sealed class OrderParticulars
{
    public static readonly OrderParticulars None = new();

    public Guid? BookingId { get; init; }

    public Guid? WaitingId { get; init; }

    public bool IsOfPreSale { get; set; }

    public bool WasExtended { get; set; }

    public ImmutableArray<int> TurnedAway { get; set; } = [];

    public long GivenBack { get; set; }

    public string? FrozenBy { get; set; }

    public ImmutableArray<string> Accounted { get; set; } = [];

    public DateTimeOffset? CutAt { get; set; }
}
