using System.Reflection;
using EventTicket.Events;
using EventTicket.Payments;
using EventTicket.Tests.Rules;
using EventTicket.Users;

namespace EventTicket.Tests.Simulation;

/// <summary>One event with its real rules, over a journal that may lose a commit or its answer. What was not committed dies with its owner.</summary>
internal sealed class VirtualHouse
{
    private readonly World world;
    private readonly Safeguards safe;
    private readonly List<Fact> journal = [];
    private readonly HashSet<(Guid, int)> decided = [];
    private EventState? live;
    private int livesSince;

    public VirtualHouse(World world, Safeguards safe)
    {
        (this.world, this.safe) = (world, safe);
        Grains = DispatchProxy.Create<IGrainFactory, GrainProxy>();
        Grain = DispatchProxy.Create<IEventGrain, GrainProxy>();
        ((GrainProxy)Grains).House = ((GrainProxy)(object)Grain).House = this;
        var state = Live();
        state.Draft(new DraftEvent(new("insert", ""), Manager.PersonId, BoxOffice.Concert with
        {
            TicketTypes = [new(Guid.Empty, "Standing", 2_500, 4), new(Guid.Empty, "Seated", 4_000, 2)],
        }, Publish: true), world.Clock.GetUtcNow()).Granted();
        Keep(state.TakeFresh());
    }

    public Caller Manager { get; } = new(Guid.NewGuid(), Role.Manager);

    public IGrainFactory Grains { get; }

    public IEventGrain Grain { get; }

    /// <summary>Refunds, written with the facts they follow from.</summary>
    public List<Refund> Refunds { get; } = [];

    /// <summary>Orders whose payments the event has asked for their outcome; forgotten when everything dies.</summary>
    public List<Guid> Asked { get; } = [];

    public IEnumerable<Held> Holds => journal.OfType<Held>();

    /// <summary>What the journal says, and nothing else.</summary>
    public EventState Durable()
    {
        var state = new EventState(EventId);
        foreach (var fact in journal)
        {
            state.Apply(fact);
        }

        return state;
    }

    private Guid EventId { get; } = Guid.NewGuid();

    /// <summary>One decision, and the wait until it is durable.</summary>
    public Result<T> Decide<T>(Func<EventState, DateTimeOffset, Result<T>> rule) => world.Out(() =>
    {
        var state = Live();
        var now = world.Clock.GetUtcNow();
        Asked.AddRange(state.EndDue(now));
        var result = rule(state, now);
        Commit(state);
        return result;
    }, _ => throw new OutcomeUnknownException());

    public void WakeUp() => Decide<Done>((_, _) => Done.It);

    private EventState Live()
    {
        if (live is null || livesSince != world.Life)
        {
            (live, livesSince) = (Durable(), world.Life);
            Asked.Clear();
        }

        return live;
    }

    private void Commit(EventState state) => world.Out(() =>
    {
        if (state != live || livesSince != world.Life)
        {
            throw new OutcomeUnknownException("Another activation owns this event now.");
        }

        Keep(state.TakeFresh());
        return true;
    }, _ =>
    {
        live = null;
        throw new OutcomeUnknownException("The event's commit broke off.");
    });

    private void Keep(IReadOnlyList<Fact> facts)
    {
        journal.AddRange(facts);
        foreach (var fact in facts)
        {
            world.Note($"fact: {fact}");
        }

        foreach (var fact in facts.OfType<Refunded>().Where(fact => fact.Amount > 0))
        {
            var order = live!.Order(fact.OrderId)!;
            Refunds.Add(new Refund(fact.RefundId, fact.OrderId, EventId, order.Attempt, fact.ProviderId is null ? RefundState.Due : RefundState.External,
                new Money(fact.Amount, "GBP"), 1, $"refund:{fact.RefundId}:1", fact.ProviderId, null, fact.ProviderId is null ? fact.At : null, 0, fact.At));
        }
    }

    public Result<PaymentDecision> DecidePayment(DecidePayment request)
    {
        // Who decides anew each time asks as if the attempt were another.
        var again = !safe.DecidedOnce && !decided.Add((request.OrderId, request.Attempt));
        var answer = Decide((state, now) => state.Decide(again ? request with { Attempt = request.Attempt + 100 } : request, now));
        return answer.Succeeded ? new PaymentDecision(answer.Value, []) : answer.As<PaymentDecision>();
    }
}

/// <summary>Stands for the grains: the factory hands out the event and the users.</summary>
public class GrainProxy : DispatchProxy
{
    internal VirtualHouse House { get; set; } = null!;

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod!.Name switch
    {
        nameof(IGrainFactory.GetGrain) when targetMethod.ReturnType == typeof(IEventGrain) => House.Grain,
        nameof(IGrainFactory.GetGrain) => Create<IUserGrain, GrainProxy>(),
        nameof(IUserGrain.Profile) => Task.FromResult<Result<Account>>(Refusal.NotFound),
        nameof(IEventGrain.StartPayment) => Answer((state, now) => state.StartPayment((StartPayment)args![0]!, now)),
        nameof(IEventGrain.ClosePayment) => Answer((state, now) => state.ClosePayment((ClosePayment)args![0]!, now)),
        nameof(IEventGrain.Decide) => Task.FromResult(House.DecidePayment((DecidePayment)args![0]!)),
        nameof(IEventGrain.Settle) => Answer((state, now) => state.Settle((SettlePayment)args![0]!, now)),
        nameof(IEventGrain.Revoke) => Answer((state, now) => state.Revoke((SettlePayment)args![0]!, now)),
        nameof(IEventGrain.RefundedOutside) => Answer((state, now) => state.RefundedOutside((MoneyGone)args![0]!, now)),
        _ => throw new NotSupportedException(targetMethod.Name),
    };

    private Task<Result<T>> Answer<T>(Func<EventState, DateTimeOffset, Result<T>> rule) => Task.FromResult(House.Decide(rule));
}
