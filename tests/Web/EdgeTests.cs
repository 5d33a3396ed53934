using EventTicket.Web;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Orleans.Runtime;

namespace EventTicket.Tests.Web;

/// <summary>The one place where lost calls are repeated. The clock is ours: it moves whenever somebody waits.</summary>
public sealed class EdgeTests
{
    private readonly FakeTimeProvider clock = new() { AutoAdvanceAmount = TimeSpan.Zero };
    private int calls;

    [Fact]
    public async Task An_answer_is_passed_on() => Assert.Equal(7, (await Call(_ => Task.FromResult<Result<int>>(7))).Value);

    [Fact]
    public async Task A_refusal_is_an_answer_and_not_repeated()
    {
        Assert.Equal(RefusalCode.SoldOut, (await Call(_ => Task.FromResult<Result<int>>(Refusal.SoldOut))).Refusal?.Code);
        Assert.Equal(1, calls);
    }

    public static TheoryData<Exception> Lost =>
        [new TimeoutException(), new OutcomeUnknownException(), new SiloUnavailableException()];

    [Theory, MemberData(nameof(Lost))]
    public async Task A_lost_call_is_repeated(Exception lost)
    {
        Assert.Equal(7, (await Call(attempt => attempt < 3 ? throw lost : Task.FromResult<Result<int>>(7))).Value);
        Assert.Equal(3, calls);
    }

    [Fact]
    public async Task Three_lost_calls_are_busy()
    {
        var answer = await Call(_ => throw new TimeoutException());
        Assert.Equal(RefusalCode.Busy, answer.Refusal?.Code);
        Assert.NotNull(answer.Refusal?.RetryAfter);
        Assert.Equal(3, calls);
    }

    [Fact]
    public async Task A_call_that_never_answers_is_given_up_before_ten_seconds()
    {
        var started = clock.GetUtcNow();
        Assert.Equal(RefusalCode.Busy, (await Call(_ => new TaskCompletionSource<Result<int>>().Task)).Refusal?.Code);
        Assert.InRange((clock.GetUtcNow() - started).TotalSeconds, 1, 10);
    }

    [Fact]
    public async Task A_bug_is_not_repeated()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => Call(_ => throw new InvalidOperationException()));
        Assert.Equal(1, calls);
    }

    private async Task<Result<int>> Call(Func<int, Task<Result<int>>> call)
    {
        var answer = new Edge(clock, NullLogger<Edge>.Instance).Call(() => call(++calls));
        while (!answer.IsCompleted)
        {
            clock.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }

        return await answer;
    }
}
