using EventTicket.Admins;
using EventTicket.Campaigns;
using EventTicket.Mail;
using EventTicket.Purchases;

namespace EventTicket.Events;

/// <summary>What one commit writes: the facts, and what follows from them, folded to one row per order, ticket and stock row.</summary>
/// <param name="Epoch">0 for an event that does not exist yet; its first commit makes it and owns it with epoch 1.</param>
/// <param name="AfterSeq">The last fact before this batch.</param>
/// <param name="NextDue">When something happens to the event by itself next.</param>
internal sealed record JournalBatch(
    Guid EventId,
    long Epoch,
    long AfterSeq,
    IReadOnlyList<JournalRow> Facts,
    DateTimeOffset? NextDue,
    IReadOnlyList<StockChange> Stock,
    IReadOnlyList<OrderRow> Orders,
    IReadOnlyList<TicketRow> Tickets,
    DefinitionRow? Definition)
{
    /// <summary>Tickets of earlier batches, as they stand now.</summary>
    public IReadOnlyList<ChangedTicket> ChangedTickets { get; init; } = [];

    public IReadOnlyList<RefundRow> Refunds { get; init; } = [];

    /// <summary>Codes that can be used from here on.</summary>
    public IReadOnlyList<EventCode> KeptCodes { get; init; } = [];

    /// <summary>Codes that cannot be used any more.</summary>
    public IReadOnlyList<Guid> GoneCodes { get; init; } = [];

    public IReadOnlyList<WaitingRow> Waiting { get; init; } = [];

    public IReadOnlyList<BookingRow> Bookings { get; init; } = [];

    /// <summary>Set when this batch cancels the event: its orders are to be refunded from here on.</summary>
    public DateTimeOffset? CancelledAt { get; init; }

    /// <summary>Tickets sold, by hour.</summary>
    public IReadOnlyList<HourOfSales> Sales { get; init; } = [];

    /// <summary>What many are told of these facts.</summary>
    public IReadOnlyList<Campaign> Campaigns { get; init; } = [];

    /// <summary>What an admin did with these facts, for the record.</summary>
    public IReadOnlyList<EventAction> AdminActions { get; init; } = [];

    /// <summary>What the buyers are told of these facts.</summary>
    public IReadOnlyList<MailRow> Mails { get; init; } = [];

    public long LastSeq => AfterSeq + Facts.Count;

    /// <summary>Who writes it; kept with the head of a new event, as a claim keeps it later.</summary>
    public string Owner { get; init; } = "";
}

internal sealed record JournalRow(long Seq, string Kind, DateTimeOffset At, Guid? OrderId, Guid? PersonId, string? Operation, string? Data);

/// <summary>The net change of one stock row.</summary>
/// <param name="Capacity">The new capacity, when it changed.</param>
/// <param name="IsNew">The row does not exist yet.</param>
internal sealed record StockChange(Guid TicketTypeId, int Held, int Booked, int Sold, int? Capacity, bool IsNew);

/// <param name="Order">For what never changes about it: by the time the batch is written it may have moved on.</param>
/// <param name="IsNew">The order was held in this very batch.</param>
internal sealed record OrderRow(OrderState Order, OrderStatus Status, bool TurnedAway, DateTimeOffset ChangedAt, bool IsNew);

/// <param name="ReceivedBy">Who was given it; null when it was bought.</param>
internal sealed record TicketRow(OrderState Order, IssuedTicket Ticket, TicketStatus Status, DateTimeOffset IssuedAt, Guid? ReceivedBy = null);

/// <param name="IsNew">It was booked in this very batch.</param>
internal sealed record BookingRow(BookingState Booking, BookingStatus Status, Guid? OrderId, DateTimeOffset ChangedAt, bool IsNew);

/// <param name="Use">When and where it opened the door, if it has.</param>
internal sealed record ChangedTicket(Guid TicketId, TicketStatus Status, FirstUse? Use);

/// <summary>Money to give back, or that has gone back without us.</summary>
internal sealed record RefundRow(OrderState Order, Refunded Fact);

/// <param name="Hour">Its beginning, in UTC.</param>
/// <param name="Sold">Tickets that this batch adds.</param>
/// <param name="Income">What they cost their buyers, in minor units.</param>
internal sealed record HourOfSales(DateTimeOffset Hour, Guid TicketTypeId, int Sold, long Income)
{
    /// <summary>The tickets that a batch sells, counted by hour and type; one that is given to somebody else was sold before.</summary>
    public static List<HourOfSales> Of(IEnumerable<TicketRow> tickets) =>
        [.. tickets.Where(row => row.ReceivedBy is null).GroupBy(row => (Hour: row.IssuedAt.AddTicks(-(row.IssuedAt.Ticks % TimeSpan.TicksPerHour)), row.Ticket.TicketTypeId))
            .Select(hour => new HourOfSales(hour.Key.Hour, hour.Key.TicketTypeId, hour.Count(), hour.Sum(row => row.Order.PriceOf(row.Ticket.TicketTypeId))))];
}

/// <param name="At">When the fact happened that it tells; it may leave from then on.</param>
internal sealed record MailRow(OutgoingMail Mail, DateTimeOffset At);

/// <param name="Gone">Ticket types of a draft that are no longer wanted.</param>
internal sealed record DefinitionRow(
    EventDefinition Definition,
    Guid ManagerId,
    EventStatus Status,
    int Version,
    DateTimeOffset CreatedAt,
    DateTimeOffset? PublishedAt,
    IReadOnlyList<Guid> Gone)
{
    /// <summary>Since when it is withdrawn; null when it is not.</summary>
    public DateTimeOffset? WithdrawnAt { get; init; }

    /// <summary>Why, for the batch that withdraws it; null leaves what stands there.</summary>
    public string? WithdrawnReason { get; init; }
}
