using System.Collections.Immutable;
using System.Reflection;
using EventTicket.Events;
using EventTicket.Web;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace EventTicket.Tests.Web.Queues;

/// <summary>Holds of one event travel together.</summary>
public sealed class HoldBatchesTests
{
    private static readonly Guid Event = Guid.NewGuid();

    private readonly FakeTimeProvider clock = new();
    private readonly Sale sale = (Sale)(object)DispatchProxy.Create<IEventGrain, Sale>();
    private readonly HoldBatches batches;

    public HoldBatchesTests()
    {
        batches = new(Grains.Of(sale), new Edge(clock, NullLogger<Edge>.Instance), clock, patience: TimeSpan.FromSeconds(6));
    }

    [Fact]
    public async Task Who_comes_alone_goes_at_once_and_who_comes_meanwhile_goes_together_in_order()
    {
        var holds = Enumerable.Range(0, 5).Select(Hold).ToList();
        Assert.Equal([[0], [1]], sale.Calls);

        sale.Answer(0);
        Assert.Equal(0, Number(await holds[0]));
        Assert.Equal([[0], [1], [2, 3, 4]], sale.Calls);
        sale.Answer(2);

        // Each is told its own answer, a refusal as well.
        Assert.Equal(2, Number(await holds[2]));
        Assert.Equal(RefusalCode.SoldOut, (await holds[3]).Refusal?.Code);
        Assert.Equal(4, Number(await holds[4]));
        Assert.False(holds[1].IsCompleted);
    }

    [Fact]
    public async Task A_surprise_that_one_of_them_causes_is_only_theirs()
    {
        var holds = Enumerable.Range(0, 5).Select(Hold).ToList();
        sale.Breaks = 4;
        sale.Answer(0);
        await holds[0];
        sale.Answer(2);
        while (sale.Calls.Count < 6)
        {
            await Task.Yield();
        }

        Assert.Equal([[2], [3], [4]], sale.Calls[3..]);
        sale.Answer(3);
        sale.Answer(4);
        sale.Answer(5);
        Assert.Equal(2, Number(await holds[2]));
        Assert.Equal(RefusalCode.SoldOut, (await holds[3]).Refusal?.Code);
        await Assert.ThrowsAsync<InvalidOperationException>(() => holds[4]);
    }

    [Fact]
    public async Task Who_has_waited_too_long_is_told_to_come_back_and_only_the_others_go()
    {
        var first = Hold(0);
        _ = Hold(1);
        var tired = Hold(2);
        clock.Advance(TimeSpan.FromSeconds(1));
        var next = Hold(4);
        clock.Advance(TimeSpan.FromSeconds(5));
        sale.Answer(0);

        await first;
        Assert.Equal([[0], [1], [4]], sale.Calls);
        Assert.Equal(RefusalCode.Busy, (await tired).Refusal?.Code);
        sale.Answer(2);
        Assert.Equal(4, Number(await next));
    }

    [Fact]
    public async Task Nothing_is_kept_of_an_event_that_nobody_asks_for_any_more()
    {
        var holds = Enumerable.Range(0, 5).Select(Hold).ToList();
        sale.Answer(0);
        await holds[0];
        sale.Answer(1);
        sale.Answer(2);

        await Task.WhenAll(holds);

        Assert.Equal(0, batches.Count);
    }

    [Fact]
    public async Task Nothing_is_kept_either_where_whoever_waited_gave_up_before_the_call_did()
    {
        var holds = Enumerable.Range(0, 3).Select(Hold).ToList();
        sale.Answer(0);
        sale.Answer(1);
        await Task.WhenAll(holds[..2]);
        clock.Advance(TimeSpan.FromSeconds(9));

        Assert.Equal(RefusalCode.Busy, (await holds[2]).Refusal?.Code);
        while (batches.Count != 0)
        {
            await Task.Yield();
        }
    }

    [Fact]
    public async Task Nothing_is_kept_either_where_everybody_who_waited_did_so_too_long()
    {
        var holds = Enumerable.Range(0, 5).Select(Hold).ToList();
        clock.Advance(TimeSpan.FromSeconds(6));
        sale.Answer(0);
        sale.Answer(1);

        await Task.WhenAll(holds);

        Assert.Equal(0, batches.Count);
    }

    private static int Number(Result<TicketHold> hold) => hold.Value!.RemainingSeconds;

    private Task<Result<TicketHold>> Hold(int number) => batches.Hold(Event, new HoldTickets(new Operation($"{number}", ""), Guid.NewGuid(), [], []), clock.GetTimestamp());

    public class Grains : DispatchProxy
    {
        private object sale = null!;

        /// <summary>Every grain is this one.</summary>
        public static IGrainFactory Of(object sale)
        {
            var grains = Create<IGrainFactory, Grains>();
            ((Grains)(object)grains).sale = sale;
            return grains;
        }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => sale;
    }

    /// <summary>Answers when it is told to; number 3 comes too late for a place.</summary>
    public class Sale : DispatchProxy
    {
        private readonly List<TaskCompletionSource> open = [];

        /// <summary>The numbers that came with each call, in order.</summary>
        public List<int[]> Calls { get; } = [];

        public int? Breaks { get; set; }

        public void Answer(int call) => open[call].SetResult();

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            var answer = new TaskCompletionSource();
            lock (Calls)
            {
                open.Add(answer);
                HoldTickets[] requests = args![0] is HoldTickets one ? [one] : [.. (ImmutableArray<HoldTickets>)args[0]!];
                var numbers = requests.Select(request => int.Parse(request.Operation.Key, System.Globalization.CultureInfo.InvariantCulture)).ToArray();
                Calls.Add(numbers);
                return args[0] is HoldTickets ? Single(answer.Task, numbers[0]) : All(answer.Task, numbers);
            }
        }

        private async Task<Result<TicketHold>> Single(Task answered, int number)
        {
            await answered;
            return Of(number);
        }

        private async Task<ImmutableArray<Result<TicketHold>>> All(Task answered, int[] numbers)
        {
            await answered;
            return [.. numbers.Select(Of)];
        }

        private Result<TicketHold> Of(int number) => number == Breaks ? throw new InvalidOperationException("It breaks.")
            : number == 3 ? Refusal.SoldOut
            : new TicketHold(Guid.NewGuid(), Event, [], new Money(0, "EUR"), DateTimeOffset.UnixEpoch, number);
    }
}
