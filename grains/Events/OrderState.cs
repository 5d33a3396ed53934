using System.Collections.Immutable;
using EventTicket.Purchases;

namespace EventTicket.Events;

/// <summary>One order as the event knows it: its places, its clock, and what was decided about its payments.</summary>
internal sealed class OrderState(Held held)
{
    /// <summary>How long places wait for the provider's answer once the hold's own time is over.</summary>
    public static readonly TimeSpan ProviderGrace = TimeSpan.FromMinutes(2);

    /// <summary>How much longer a hold lasts whose buyer finds the provider away.</summary>
    public static readonly TimeSpan ExtraTime = TimeSpan.FromMinutes(10);

    public Guid OrderId { get; } = held.OrderId;

    public Guid PersonId { get; } = held.PersonId;

    public ImmutableArray<OrderItem> Items { get; } = held.Items;

    /// <summary>The booking it was to pay; null for an order of the general sale.</summary>
    public Guid? BookingId { get; } = held.BookingId;

    /// <summary>The place in the waiting list to whom it was offered.</summary>
    public Guid? WaitingId { get; } = held.WaitingId;

    /// <summary>The codes it uses, one use each.</summary>
    public ImmutableArray<Guid> Codes { get; } = held.Codes;

    /// <summary>Its places are the pre-sale's. Not so of late money that got places of the general sale, because the booking had ended.</summary>
    public bool IsOfPreSale { get; set; } = held.BookingId is not null;

    public DateTimeOffset HeldAt { get; } = held.At;

    public DateTimeOffset ExpiresAt { get; set; } = held.ExpiresAt;

    /// <summary>It had its extra time because the payment provider was away.</summary>
    public bool WasExtended { get; set; }

    public OrderStatus Status { get; set; } = OrderStatus.Held;

    /// <summary>The open attempt while paying, the attempt that got the tickets afterwards; 0 before.</summary>
    public int Attempt { get; set; }

    /// <summary>Where in the journal the tickets stand; 0 while there are none. The codes themselves are not kept in memory.</summary>
    public long ConfirmedSeq { get; set; }

    public ImmutableArray<int> TurnedAway { get; set; } = [];

    /// <summary>The tickets once issued, without their codes.</summary>
    public ImmutableArray<TicketState> Tickets { get; set; } = [];

    /// <summary>The attempt's money was taken.</summary>
    public bool Captured { get; set; }

    /// <summary>What was decided to give back, or was given back without us; minor units.</summary>
    public long GivenBack { get; set; }

    /// <summary>The open dispute, if any.</summary>
    public string? FrozenBy { get; set; }

    /// <summary>The provider's refunds and disputes that have been accounted for.</summary>
    public ImmutableArray<string> Accounted { get; set; } = [];

    /// <summary>The payment was told that the hold's time is over; once per activation is enough.</summary>
    public bool AskedForOutcome { get; set; }

    public bool HoldsPlaces => Status is OrderStatus.Held or OrderStatus.Paying;

    public bool HasTickets => ConfirmedSeq > 0;

    public bool HasFrozenTickets => FrozenBy is not null && Tickets.Any(ticket => ticket.Status == TicketStatus.Frozen);

    public int Places => Items.Sum(item => item.Quantity);

    public Money Total => new(Items.Sum(item => (item.Price * item.Quantity).Amount), Items[0].Price.Currency);

    /// <summary>Set while paying when the event is cancelled: the payment cannot lead to tickets any more.</summary>
    public DateTimeOffset? CutAt { get; set; }

    /// <summary>When an open payment is asked for its outcome.</summary>
    public DateTimeOffset AskAt => CutAt ?? ExpiresAt;

    /// <summary>When something happens to the order by itself next; null when nothing does.</summary>
    public DateTimeOffset? Due => Status switch
    {
        OrderStatus.Held => ExpiresAt,
        OrderStatus.Paying => AskedForOutcome ? AskAt + ProviderGrace : AskAt,
        _ => null,
    };

    /// <summary>What the tickets make of an order that has, or had, some.</summary>
    public OrderStatus StatusByTickets => Tickets switch
    {
        _ when Tickets.All(ticket => ticket.HasEnded) => Total.Amount == 0 || Tickets.Any(ticket => ticket.Status == TicketStatus.Revoked) ? OrderStatus.Cancelled : OrderStatus.Refunded,
        _ when Tickets.Any(ticket => ticket is { HasEnded: true, Status: not TicketStatus.Transferred }) => OrderStatus.PartlyRefunded,
        _ => Captured ? OrderStatus.Paid : OrderStatus.Issued,
    };

    /// <summary>Minor units of one place of the type, as frozen when it was held.</summary>
    public long PriceOf(Guid typeId) => Items.First(item => item.TicketTypeId == typeId).Price.Amount;

    public TicketHold Answer(Guid eventId) =>
        new(OrderId, eventId, Items, Total, ExpiresAt, Math.Max(0, (int)(ExpiresAt - HeldAt).TotalSeconds));
}
