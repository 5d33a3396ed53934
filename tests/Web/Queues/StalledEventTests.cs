using System.Collections.Immutable;
using System.Reflection;
using EventTicket.Events;
using EventTicket.Web;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace EventTicket.Tests.Web.Queues;

/// <summary>An event whose commits stand still, with more people in front of it than go at a time.</summary>
public sealed class StalledEventTests
{
    private static readonly Guid Event = Guid.NewGuid();
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly FakeTimeProvider clock = new();

    [Fact]
    public async Task Everybody_is_told_to_come_back_within_ten_seconds_wherever_they_wait()
    {
        var sale = DispatchProxy.Create<IEventGrain, Stalled>();
        ((Stalled)(object)sale).Clock = clock;
        var queues = new EventTicket.Web.Queues(HoldBatchesTests.Grains.Of(sale), new Edge(clock, NullLogger<Edge>.Instance), clock);
        var came = new Queue<Task<Result<TicketHold>>[]>();

        for (var second = 0; second < 40; second++)
        {
            came.Enqueue([.. Enumerable.Range(0, 200).Select(_ => queues.Hold(Event, Request(), CancellationToken.None))]);
            clock.Advance(Second);
            if (came.Count == 10)
            {
                var answers = await Task.WhenAll(came.Dequeue()).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
                Assert.All(answers, answer => Assert.Equal(RefusalCode.Busy, answer.Refusal?.Code));
            }
        }
    }

    private static HoldTickets Request() => new(new Operation($"{Guid.NewGuid()}", ""), Guid.NewGuid(), [], []);

    /// <summary>Answers nothing, until the cluster's own time for an answer is over.</summary>
    public class Stalled : DispatchProxy
    {
        public FakeTimeProvider Clock { get; set; } = null!;

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
            targetMethod!.Name == nameof(IEventGrain.Hold) ? Late<Result<TicketHold>>() : Late<ImmutableArray<Result<TicketHold>>>();

        private async Task<T> Late<T>()
        {
            await Task.Delay(6 * Second, Clock);
            throw new TimeoutException();
        }
    }
}
