using EventTicket.Purchases;

namespace EventTicket.Events;

/// <summary>
/// All that an event knows, and the rules by which it decides. Holds no clock, no storage and no Orleans: a decision takes
/// <c>now</c>, checks first, and changes last, by facts. What a fact means is <see cref="Apply"/>, live and in replay alike.
/// </summary>
internal sealed partial class EventState(Guid eventId)
{
    /// <summary>How long a caller's id is remembered.</summary>
    public static readonly TimeSpan RememberOperations = TimeSpan.FromHours(24);

    private readonly Dictionary<Guid, TypeState> types = [];
    private readonly OrderBook orders = new();
    private readonly PlacesByPerson people = new();
    private readonly Dictionary<OperationKey, Outcome> operations = [];
    private readonly Queue<(DateTimeOffset At, OperationKey Key)> operationsByAge = [];
    private readonly Queue<(DateTimeOffset At, Guid OrderId)> endedByAge = [];
    private readonly OrderClock due = new();
    private readonly List<Fact> fresh = [];

    public Guid EventId { get; } = eventId;

    public bool Exists => Definition is not null;

    public Guid ManagerId { get; private set; }

    public EventDefinition? Definition { get; private set; }

    public EventStatus Status { get; private set; }

    public int Version { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset? PublishedAt { get; private set; }

    public long LastSeq { get; private set; }

    /// <summary>The time of the last fact; no later decision is taken at an earlier time.</summary>
    public DateTimeOffset LastAt { get; private set; }

    /// <summary>Set when the safety net closed the sale.</summary>
    public string? Closed { get; set; }

    /// <summary>As the stock rows have it: one of each ticket type, and the pre-sale's.</summary>
    public IEnumerable<TypeStock> Stock => Definition is null ? []
        : Definition.TicketTypes.Select(type => types[type.TicketTypeId].Stock).Concat(preSale is null ? [] : [PreSaleRow]);

    /// <summary>The facts decided since they were last taken, to be committed.</summary>
    public IReadOnlyList<Fact> TakeFresh()
    {
        var taken = fresh.ToArray();
        fresh.Clear();
        return taken;
    }

    public OrderState? Order(Guid orderId) => orders.TryGetValue(orderId, out var order) ? order : null;

    /// <summary>Orders with tickets about whose money the buyer's bank has to decide.</summary>
    public IEnumerable<OrderState> Frozen => orders.Values.Where(order => order.HasFrozenTickets);

    /// <summary>The meaning of a fact. Never refuses: what was decided was decided.</summary>
    public void Apply(Fact fact)
    {
        LastSeq++;
        LastAt = fact.At > LastAt ? fact.At : LastAt;
        switch (fact)
        {
            case Drafted drafted:
                (ManagerId, CreatedAt, Status) = (drafted.ManagerId, drafted.At, EventStatus.Draft);
                Define(drafted.Definition);
                break;
            case Changed changed:
                Define(changed.Definition);
                break;
            case Published published:
                (Status, PublishedAt) = (EventStatus.Published, published.At);
                Version++;
                break;
            case Cancelled cancelled:
                Apply(cancelled);
                break;
            case Withdrawn withdrawn:
                WithdrawnAt = withdrawn.At;
                break;
            case Restored:
                WithdrawnAt = null;
                break;
            case Held held:
                Apply(held);
                break;
            case BookingFact about:
                Apply(about);
                break;
            case WaitingFact about:
                Apply(about);
                break;
            case CodeFact about:
                Apply(about);
                break;
            case HandedOver:
                preSale!.Close();
                break;
            case DoorFact door when orders.TryGetValue(door.OrderId, out var entered):
                Apply(door, entered);
                break;
            case OrderFact about when orders.TryGetValue(about.OrderId, out var order):
                Apply(about, order);
                break;
        }

        if (fact is IAnswersOperation { Operation: { } mark })
        {
            Remember(mark, fact);
        }
    }

    private void Record(Fact fact)
    {
        Apply(fact);
        fresh.Add(fact);
    }

    private void Define(EventDefinition definition)
    {
        Definition = definition;
        Version++;
        var kept = definition.TicketTypes.ToDictionary(type => type.TicketTypeId);
        foreach (var gone in types.Keys.Where(id => !kept.ContainsKey(id)).ToList())
        {
            types.Remove(gone);
        }

        foreach (var type in definition.TicketTypes)
        {
            if (types.TryGetValue(type.TicketTypeId, out var state))
            {
                state.Type = type;
            }
            else
            {
                types.Add(type.TicketTypeId, new TypeState(type));
            }

            types[type.TicketTypeId].KeptBack = 0;
        }

        preSale = definition.PreSale is null ? null : preSale ?? new PreSaleState();
        if (definition.PreSale is { } terms)
        {
            preSale!.Define(terms, types[definition.TicketTypes[terms.TicketType].TicketTypeId]);
        }
    }
}
