using System.Reflection;
using EventTicket.Events;
using EventTicket.Payments;
using EventTicket.Tests.Sandbox;
using EventTicket.Tests.Simulation;
using EventTicket.Users;
using Microsoft.Extensions.Logging.Abstractions;

namespace EventTicket.Tests.Grains.Payments;

/// <summary>An event that is too busy to answer is asked again: a step is taken only when the event has heard of it.</summary>
public sealed class PaymentStepsTests
{
    private static readonly Guid Order = Guid.NewGuid();

    [Fact]
    public async Task An_order_is_called_captured_only_when_the_event_knows_that_it_is_paid()
    {
        var steps = Steps(busy: nameof(IEventGrain.Settle), provider: null!);
        var issued = Attempt(0) with { State = PaymentState.Issued };

        var again = await steps.Take(issued, close: false);
        Assert.Equal((PaymentState.Issued, 1), (again.State, again.Tries));
        Assert.NotNull(again.NextAt);

        Assert.Equal(PaymentState.Captured, (await steps.Take(again, close: false)).State);
    }

    [Fact]
    public async Task A_card_is_called_declined_only_when_the_event_has_the_hold_back_as_it_was()
    {
        await using var bank = await SandboxHost.Start();
        var steps = Steps(busy: nameof(IEventGrain.ClosePayment), new StripePayments(bank.Stripe, TimeProvider.System, NullLogger<StripePayments>.Instance));

        var again = await steps.Take(Attempt(5_000), close: false);
        Assert.Equal((PaymentState.Started, 1), (again.State, again.Tries));

        Assert.Equal(PaymentState.Declined, (await steps.Take(again, close: false)).State);
    }

    [Fact]
    public async Task A_payment_is_not_over_because_the_event_was_too_busy_to_start_it()
    {
        var steps = Steps(busy: nameof(IEventGrain.StartPayment), provider: null!);

        var again = await steps.Take(Attempt(0), close: false);
        Assert.Equal((PaymentState.Started, 1), (again.State, again.Tries));

        Assert.Equal(PaymentState.Authorised, (await steps.Take(again, close: false)).State);
    }

    [Fact]
    public async Task Who_stood_still_after_the_event_let_the_payment_begin_asks_it_again_before_the_bank()
    {
        var clock = new VirtualClock();
        var grains = DispatchProxy.Create<IGrainFactory, BusyGrains>();
        ((BusyGrains)grains).Asked = call => clock.Pass(call == nameof(IUserGrain.Profile) ? TimeSpan.FromMinutes(20) : TimeSpan.Zero);

        var again = await new PaymentSteps(Order, grains, provider: null!, clock).Take(Attempt(5_000) with { PaymentMethod = null }, close: false);

        Assert.Equal((PaymentState.Started, 1), (again.State, again.Tries));
    }

    [Fact]
    public async Task What_the_event_would_not_have_is_looked_for_once_more_because_another_may_have_shown_it_to_the_bank()
    {
        var clock = new VirtualClock();
        var grains = DispatchProxy.Create<IGrainFactory, BusyGrains>();
        ((BusyGrains)grains).Refuses = Refusal.HoldEnded;

        var closed = await new PaymentSteps(Order, grains, provider: null!, clock).Take(Attempt(5_000), close: false);

        Assert.Equal((PaymentState.Closed, clock.GetUtcNow() + PaymentTransitions.Latest), (closed.State, closed.NextAt));
    }

    private static PaymentAttempt Attempt(long amount) => new(Order, 1, Guid.NewGuid(), Guid.NewGuid(), PaymentState.Started, new Money(amount, "GBP"),
        "pm_card_chargeDeclined", new("pay", "asked"), "http://shop.test/return", "http://shop.test/order", DateTimeOffset.UtcNow);

    private static PaymentSteps Steps(string busy, StripePayments provider)
    {
        var grains = DispatchProxy.Create<IGrainFactory, BusyGrains>();
        ((BusyGrains)grains).Busy = busy;
        return new PaymentSteps(Order, grains, provider, TimeProvider.System);
    }

    /// <summary>Hands itself out as the event and the user; the call named is too busy for, once.</summary>
    public class BusyGrains : DispatchProxy
    {
        private readonly Dictionary<Type, object> grains = [];

        public string? Busy { get; set; }

        /// <summary>What the event answers to whoever starts a payment.</summary>
        public Refusal? Refuses { get; set; }

        public Action<string> Asked { get; set; } = _ => { };

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            Asked(targetMethod!.Name);
            if (targetMethod.Name == Busy)
            {
                Busy = null;
                return targetMethod.ReturnType == typeof(Task<Result<PaymentTerms>>) ? Answer<PaymentTerms>(Refusal.Busy) : Answer<Done>(Refusal.Busy);
            }

            return targetMethod.Name switch
            {
                nameof(IGrainFactory.GetGrain) when targetMethod.ReturnType == typeof(IEventGrain) => Grain<IEventGrain>(),
                nameof(IGrainFactory.GetGrain) when targetMethod.ReturnType == typeof(IUserGrain) => Grain<IUserGrain>(),
                nameof(IUserGrain.Profile) => Answer<Account>(Refusal.NotFound),
                nameof(IEventGrain.StartPayment) when Refuses is { } refusal => Answer<PaymentTerms>(refusal),
                nameof(IEventGrain.StartPayment) => Answer<PaymentTerms>(new PaymentTerms(Order, Guid.Empty, "An evening of songs", [], new Money(5_000, "GBP"), DateTimeOffset.MaxValue)),
                _ => Answer<Done>(Done.It),
            };
        }

        private static Task<Result<T>> Answer<T>(Result<T> answer) => Task.FromResult(answer);

        private T Grain<T>() where T : class
        {
            if (grains.TryGetValue(typeof(T), out var known))
            {
                return (T)known;
            }

            var grain = Create<T, BusyGrains>();
            var busy = (BusyGrains)(object)grain;
            (busy.Busy, busy.Refuses, busy.Asked) = (Busy, Refuses, Asked);
            grains.Add(typeof(T), grain);
            return grain;
        }
    }
}
