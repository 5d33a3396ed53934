using System.Collections.Immutable;
using EventTicket.Purchases;

namespace EventTicket.Events;

/// <summary>One order as the event knows it: its places, its clock, and what was decided about its payments. 128 bytes with its first ticket; there may be a million.</summary>
internal sealed class OrderState(Held held, OrderContent content)
{
    /// <summary>How long places wait for the provider's answer once the hold's own time is over.</summary>
    public static readonly TimeSpan ProviderGrace = TimeSpan.FromMinutes(2);

    /// <summary>How much longer a hold lasts whose buyer finds the provider away.</summary>
    public static readonly TimeSpan ExtraTime = TimeSpan.FromMinutes(10);

    // UTC: half as long as with an offset.
    private readonly DateTime heldAt = held.At.UtcDateTime;
    private DateTime expiresAt = held.ExpiresAt.UtcDateTime;
    private byte status = (byte)OrderStatus.Held;
    private PackedTickets tickets;
    private OrderParticulars? particulars = held.BookingId is null && held.WaitingId is null ? null
        : new() { BookingId = held.BookingId, WaitingId = held.WaitingId, IsOfPreSale = held.BookingId is not null };

    public Guid OrderId { get; } = held.OrderId;

    public Guid PersonId { get; } = held.PersonId;

    public ImmutableArray<OrderItem> Items => content.Items;

    /// <summary>The items as the database keeps them.</summary>
    public string ItemsText => content.ItemsText;

    /// <summary>The booking it was to pay; null for an order of the general sale.</summary>
    public Guid? BookingId => Particulars.BookingId;

    /// <summary>The place in the waiting list to whom it was offered.</summary>
    public Guid? WaitingId => Particulars.WaitingId;

    /// <summary>The codes it uses, one use each.</summary>
    public ImmutableArray<Guid> Codes => content.Codes;

    /// <summary>Its places are the pre-sale's. Not so of late money that got places of the general sale, because the booking had ended.</summary>
    public bool IsOfPreSale
    {
        get => Particulars.IsOfPreSale;
        set
        {
            if (value != IsOfPreSale)
            {
                Own.IsOfPreSale = value;
            }
        }
    }

    public DateTimeOffset HeldAt => heldAt;

    public DateTimeOffset ExpiresAt
    {
        get => expiresAt;
        set => expiresAt = value.UtcDateTime;
    }

    /// <summary>It had its extra time because the payment provider was away.</summary>
    public bool WasExtended
    {
        get => Particulars.WasExtended;
        set => Own.WasExtended = value;
    }

    public OrderStatus Status
    {
        get => (OrderStatus)status;
        set => status = (byte)value;
    }

    /// <summary>The open attempt while paying, the attempt that got the tickets afterwards; 0 before.</summary>
    public int Attempt { get; set; }

    /// <summary>Where in the journal the tickets stand; 0 while there are none. The codes themselves are not kept in memory.</summary>
    public long ConfirmedSeq { get; set; }

    public ImmutableArray<int> TurnedAway
    {
        get => Particulars.TurnedAway;
        set => Own.TurnedAway = value;
    }

    /// <summary>The tickets once issued, without their codes. Unpacked anew each time.</summary>
    public ImmutableArray<TicketState> Tickets
    {
        get => tickets.Unpack(Items);
        set => tickets = new(value, Items);
    }

    /// <summary>The attempt's money was taken.</summary>
    public bool Captured { get; set; }

    /// <summary>What was decided to give back, or was given back without us; minor units.</summary>
    public long GivenBack
    {
        get => Particulars.GivenBack;
        set => Own.GivenBack = value;
    }

    /// <summary>The open dispute, if any.</summary>
    public string? FrozenBy
    {
        get => Particulars.FrozenBy;
        set => Own.FrozenBy = value;
    }

    /// <summary>The provider's refunds and disputes that have been accounted for.</summary>
    public ImmutableArray<string> Accounted
    {
        get => Particulars.Accounted;
        set => Own.Accounted = value;
    }

    /// <summary>The payment was told that the hold's time is over; once per activation is enough.</summary>
    public bool AskedForOutcome { get; set; }

    public bool HoldsPlaces => Status is OrderStatus.Held or OrderStatus.Paying;

    public bool HasTickets => ConfirmedSeq > 0;

    public bool HasFrozenTickets => FrozenBy is not null && Tickets.Any(ticket => ticket.Status == TicketStatus.Frozen);

    public int Places => content.Places;

    public Money Total => content.Total;

    /// <summary>Set while paying when the event is cancelled: the payment cannot lead to tickets any more.</summary>
    public DateTimeOffset? CutAt
    {
        get => Particulars.CutAt;
        set => Own.CutAt = value;
    }

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
        var all when all.All(ticket => ticket.HasEnded) => Total.Amount == 0 || all.Any(ticket => ticket.Status == TicketStatus.Revoked) ? OrderStatus.Cancelled : OrderStatus.Refunded,
        var all when all.Any(ticket => ticket is { HasEnded: true, Status: not TicketStatus.Transferred }) => OrderStatus.PartlyRefunded,
        _ => Captured ? OrderStatus.Paid : OrderStatus.Issued,
    };

    /// <summary>Minor units of one place of the type, as frozen when it was held.</summary>
    public long PriceOf(Guid typeId) => Items.First(item => item.TicketTypeId == typeId).Price.Amount;

    public TicketHold Answer(Guid eventId) =>
        new(OrderId, eventId, Items, Total, ExpiresAt, Math.Max(0, (int)(ExpiresAt - HeldAt).TotalSeconds));

    private OrderParticulars Particulars => particulars ?? OrderParticulars.None;

    private OrderParticulars Own => particulars ??= new();
}
