using EventTicket.Users;
using Microsoft.Extensions.Time.Testing;

namespace EventTicket.Tests.People;

public sealed class ThrottleTests : IAsyncLifetime
{
    private PeopleCluster people = null!;

    public async ValueTask InitializeAsync() => people = await PeopleCluster.Start();

    public ValueTask DisposeAsync() => people.DisposeAsync();

    [Fact]
    public async Task Attempts_come_back_one_by_one_and_a_refusal_takes_none()
    {
        var throttle = people.Grains.Throttle("test", "ada");
        for (var n = 0; n < 6; n++)
        {
            Assert.True((await throttle.Take(6, TimeSpan.FromMinutes(1))).Succeeded);
        }

        for (var n = 0; n < 3; n++)
        {
            Assert.InRange((await throttle.Take(6, TimeSpan.FromMinutes(1))).Refusal!.RetryAfter!.Value, TimeSpan.FromTicks(1), TimeSpan.FromSeconds(10));
        }

        people.Clock.Advance(TimeSpan.FromSeconds(10));
        Assert.True((await throttle.Take(6, TimeSpan.FromMinutes(1))).Succeeded);
        Assert.False((await throttle.Take(6, TimeSpan.FromMinutes(1))).Succeeded);
        await throttle.Forget();
        Assert.True((await throttle.Take(6, TimeSpan.FromMinutes(1))).Succeeded);
    }

    [Theory]
    [InlineData("ada@example.org")]
    [InlineData("nobody@example.org")]
    public async Task Guessing_is_slowed_down_for_known_and_unknown_addresses_alike(string address)
    {
        await people.Register("ada@example.org");
        for (var n = 0; n < 10; n++)
        {
            Assert.Equal(RefusalCode.InvalidCredentials, (await LogIn(address, $"guess {n}")).Refusal?.Code);
        }

        var refused = (await LogIn(address, "guess 11")).Refusal!;

        Assert.Equal(RefusalCode.TooManyRequests, refused.Code);
        Assert.InRange(refused.RetryAfter!.Value, TimeSpan.FromTicks(1), TimeSpan.FromSeconds(90));
    }

    [Fact]
    public async Task Who_owns_the_account_comes_in_from_elsewhere_and_soon_from_anywhere()
    {
        await people.Register("ada@example.org");
        for (var n = 0; n < 12; n++)
        {
            await LogIn("ada@example.org", $"guess {n}");
        }

        Assert.True((await LogIn("ADA@example.org", "a quiet harbour", "198.51.100.4")).Succeeded);
        people.Clock.Advance(TimeSpan.FromSeconds(90));
        Assert.True((await LogIn("ada@example.org", "a quiet harbour")).Succeeded);
        Assert.Equal(RefusalCode.InvalidCredentials, (await LogIn("ada@example.org", "wrong again")).Refusal?.Code);
    }

    [Fact]
    public async Task Guessing_from_many_addresses_is_slowed_down_too()
    {
        await people.Register("ada@example.org");
        var refusals = 0;
        for (var n = 0; n < 80; n++)
        {
            refusals += (await LogIn("ada@example.org", "guess", $"198.51.100.{n}")).Refusal?.Code == RefusalCode.TooManyRequests ? 1 : 0;
        }

        Assert.InRange(refusals, 1, 30);
    }

    [Fact]
    public async Task Two_hundred_at_once_are_served_in_turn_and_those_beyond_the_queue_refused_before_anything_happened()
    {
        // A clock that stands still: nobody loses patience on a slow machine.
        using var gate = new PasswordGate(new FakeTimeProvider(), permits: 1, queue: 100);
        var hash = BCrypt.Net.BCrypt.EnhancedHashPassword("a quiet harbour", 4);
        using var hold = new ManualResetEventSlim();

        var answers = Enumerable.Range(0, 200).Select(_ => gate.Run(() =>
        {
            hold.Wait();
            return BCrypt.Net.BCrypt.EnhancedVerify("a quiet harbour", hash);
        })).ToList();
        var refused = answers.Where(answer => answer.IsCompleted).ToList();
        hold.Set();

        Assert.Equal(99, refused.Count);
        Assert.All(await Task.WhenAll(refused), answer => Assert.Equal(RefusalCode.TooManyRequests, answer.Refusal!.Code));
        Assert.Equal(101, (await Task.WhenAll(answers)).Count(answer => answer is { Succeeded: true, Value: true }));
    }

    private Task<Result<SignedIn>> LogIn(string email, string password, string address = "192.0.2.7") =>
        people.Grains.Accounts().LogIn(new LogIn(email, password, null, new SeenFrom("Firefox", address)));
}
