using EventTicket.Web;
using Microsoft.Extensions.Time.Testing;

namespace EventTicket.Tests.Web.Queues;

/// <summary>A storm on one event is kept to itself.</summary>
public sealed class CallQueuesTests
{
    private static readonly Guid Event = Guid.NewGuid();
    private static readonly Guid OtherEvent = Guid.NewGuid();

    private readonly FakeTimeProvider clock = new();
    private readonly List<TaskCompletionSource> underWay = [];
    private readonly CallQueues queues;

    public CallQueuesTests() => queues = new(new QueueSizes(AtOnce: 2, Waiting: 3, OfOnePerson: 4, TimeSpan.FromSeconds(6)), clock);

    [Fact]
    public async Task Who_comes_too_many_waits_and_has_their_turn_in_the_order_they_came()
    {
        var calls = Enumerable.Range(0, 4).Select(_ => Ask()).ToList();
        Assert.Equal(2, underWay.Count);

        underWay[0].SetResult();
        await calls[0];
        await Until(3);
        Assert.False(calls[2].IsCompleted || calls[3].IsCompleted);
        underWay[2].SetResult();
        Assert.True((await calls[2]).Succeeded);
        Assert.False(calls[1].IsCompleted);
    }

    [Fact]
    public async Task Beyond_those_who_wait_everybody_is_told_to_come_back_and_nothing_is_called()
    {
        Fill(5);

        var refused = await Ask();

        Assert.Equal(RefusalCode.Busy, refused.Refusal?.Code);
        Assert.NotNull(refused.Refusal?.RetryAfter);
        Assert.Equal(2, underWay.Count);
    }

    [Fact]
    public void Another_event_is_called_at_once()
    {
        Fill(6);

        _ = Ask(OtherEvent);

        Assert.Equal(3, underWay.Count);
    }

    [Fact]
    public async Task One_person_has_only_so_many_calls_at_a_time()
    {
        var person = Guid.NewGuid();
        var calls = Enumerable.Range(0, 4).Select(_ => Ask(person: person)).ToList();

        var refused = await Ask(person: person);
        Assert.Equal(RefusalCode.TooManyRequests, refused.Refusal?.Code);
        Assert.NotNull(refused.Refusal?.RetryAfter);

        underWay[0].SetResult();
        await calls[0];
        Assert.False(Ask(person: person).IsCompleted);
    }

    [Fact]
    public async Task Who_has_hung_up_or_waited_too_long_loses_their_turn_to_the_next()
    {
        using var gone = new CancellationTokenSource();
        Fill(2);
        var tired = Ask();
        clock.Advance(TimeSpan.FromSeconds(6));
        var hungUp = Ask(hangsUp: gone);
        var next = Ask();
        await gone.CancelAsync();

        underWay[0].SetResult();

        Assert.Equal(RefusalCode.Busy, (await tired).Refusal?.Code);
        Assert.Equal(RefusalCode.Busy, (await hungUp).Refusal?.Code);
        await Until(3);
        underWay[2].SetResult();
        Assert.True((await next).Succeeded);
    }

    [Fact]
    public async Task Nothing_is_kept_of_an_event_that_nobody_asks_for_any_more()
    {
        var calls = Enumerable.Range(0, 3).Select(_ => Ask()).ToList();
        for (var i = 0; i < 3; i++)
        {
            await Until(i + 1);
            underWay[i].SetResult();
        }

        await Task.WhenAll(calls);
        Assert.Equal(0, queues.Count);

        // And a call that breaks off leaves nothing behind either.
        await Assert.ThrowsAsync<TimeoutException>(() => queues.Call<Done>(Event, Guid.NewGuid(), _ => throw new TimeoutException(), TestContext.Current.CancellationToken));
        Assert.Equal(0, queues.Count);
    }

    [Fact]
    public async Task However_many_come_and_go_no_turn_is_lost_and_none_is_given_twice()
    {
        var (now, most, served) = (0, 0, 0);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < 500; i++)
            {
                var answer = await queues.Call<Done>(Event, Guid.NewGuid(), async _ =>
                {
                    InterlockedMost(ref most, Interlocked.Increment(ref now));
                    await Task.Yield();
                    Interlocked.Decrement(ref now);
                    return Done.It;
                }, TestContext.Current.CancellationToken);
                Interlocked.Add(ref served, answer.Succeeded ? 1 : 0);
            }
        })));

        Assert.InRange(most, 1, 2);
        Assert.True(served > 0);
        Assert.Equal((0, 0), (now, queues.Count));
    }

    private static void InterlockedMost(ref int most, int value)
    {
        for (var seen = most; value > seen; seen = most)
        {
            Interlocked.CompareExchange(ref most, value, seen);
        }
    }

    private void Fill(int calls)
    {
        for (var i = 0; i < calls; i++)
        {
            _ = Ask();
        }
    }

    private Task<Result<Done>> Ask(Guid? about = null, Guid? person = null, CancellationTokenSource? hangsUp = null) =>
        queues.Call<Done>(about ?? Event, person ?? Guid.NewGuid(), async _ =>
        {
            var call = new TaskCompletionSource();
            lock (underWay)
            {
                underWay.Add(call);
            }

            await call.Task;
            return Done.It;
        }, hangsUp?.Token ?? CancellationToken.None);

    // Turns are handed over on another thread.
    private async Task Until(int calls)
    {
        while (underWay.Count < calls)
        {
            await Task.Yield();
        }
    }
}
