using EventTicket.Users;
using Microsoft.Extensions.Time.Testing;

namespace EventTicket.Tests.People;

public sealed class PasswordGateTests
{
    private readonly FakeTimeProvider clock = new();

    [Fact]
    public async Task Beyond_the_queue_is_refused_at_once()
    {
        using var gate = new PasswordGate(clock, permits: 1, queue: 1);
        using var finish = new ManualResetEventSlim();
        var working = Block(gate, finish);
        var waiting = gate.Run(() => "waited");

        var refused = await gate.Run(() => "never");

        Assert.Equal(RefusalCode.TooManyRequests, refused.Refusal?.Code);
        Assert.True(refused.Refusal!.RetryAfter > TimeSpan.Zero);
        finish.Set();
        Assert.Equal("worked", (await working).Value);
        Assert.Equal("waited", (await waiting).Value);
        Assert.Equal("next", (await gate.Run(() => "next")).Value);
    }

    [Fact]
    public async Task Who_waited_too_long_is_refused_and_the_work_is_not_done()
    {
        using var gate = new PasswordGate(clock, permits: 1, queue: 5);
        using var finish = new ManualResetEventSlim();
        var working = Block(gate, finish);
        var done = false;
        var waiting = gate.Run(() => done = true);

        clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(RefusalCode.TooManyRequests, (await waiting).Refusal?.Code);
        finish.Set();
        Assert.Equal("worked", (await working).Value);
        Assert.False(done);
    }

    [Fact]
    public async Task Work_that_fails_gives_its_place_back()
    {
        using var gate = new PasswordGate(clock, permits: 1, queue: 0);

        await Assert.ThrowsAsync<InvalidOperationException>(() => gate.Run<int>(() => throw new InvalidOperationException()));

        Assert.Equal(1, (await gate.Run(() => 1)).Value);
    }

    private static Task<Result<string>> Block(PasswordGate gate, ManualResetEventSlim finish) => gate.Run(() =>
    {
        finish.Wait();
        return "worked";
    });
}
