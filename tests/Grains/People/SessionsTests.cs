using EventTicket.Sessions;

namespace EventTicket.Tests.People;

public sealed class SessionsTests : IAsyncLifetime
{
    private PeopleCluster people = null!;

    public async ValueTask InitializeAsync()
    {
        people = await PeopleCluster.Start();
        await people.Register("ada@example.org");
    }

    public ValueTask DisposeAsync() => people.DisposeAsync();

    [Fact]
    public async Task A_session_tells_who_is_signed_in_also_after_its_activation()
    {
        var (token, session) = await people.LogIn("ADA@example.org");

        await people.Deactivate(people.Grains.Session(token));

        Assert.Equal(("ada@example.org", "Ada", Role.User), (session.Email, session.Name, session.Role));
        Assert.Equal(session, (await people.Grains.Session(token).Read()).Value);
    }

    [Fact]
    public async Task Each_log_in_has_a_token_of_its_own()
    {
        var tokens = new[] { (await people.LogIn("ada@example.org")).Token, (await people.LogIn("ada@example.org")).Token };

        Assert.NotEqual(tokens[0], tokens[1]);
        Assert.All(tokens, token => Assert.True(SessionToken.HasShape(token)));
    }

    [Fact]
    public async Task An_ended_session_is_ended_for_good_and_the_other_goes_on()
    {
        var (ended, _) = await people.LogIn("ada@example.org");
        var (other, _) = await people.LogIn("ada@example.org");

        await people.Grains.Session(ended).End();
        await people.Grains.Session(ended).End();

        Assert.Equal(RefusalCode.NotSignedIn, await Refusal(ended));
        await people.Deactivate(people.Grains.Session(ended));
        Assert.Equal(RefusalCode.NotSignedIn, await Refusal(ended));
        Assert.Null(await Refusal(other));
    }

    [Fact]
    public async Task A_token_nobody_was_given_opens_nothing() =>
        Assert.Equal(RefusalCode.NotSignedIn, await Refusal(SessionToken.New()));

    [Fact]
    public async Task A_session_nobody_uses_for_three_days_runs_out()
    {
        var (token, _) = await people.LogIn("ada@example.org");

        people.Clock.Advance(TimeSpan.FromDays(3) - TimeSpan.FromMinutes(1));
        Assert.Null(await Refusal(token));
        people.Clock.Advance(TimeSpan.FromDays(3) + TimeSpan.FromMinutes(1));
        Assert.Equal(RefusalCode.NotSignedIn, await Refusal(token));
    }

    [Fact]
    public async Task A_session_in_use_runs_out_after_fourteen_days()
    {
        var (token, session) = await people.LogIn("ada@example.org");
        for (var day = 1; day <= 13; day++)
        {
            people.Clock.Advance(TimeSpan.FromDays(1));
            Assert.Null(await Refusal(token));
            await Settle(token);
        }

        Assert.InRange(session.ExpiresAt - people.Clock.GetUtcNow(), TimeSpan.FromHours(23), TimeSpan.FromDays(1));
        people.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(RefusalCode.NotSignedIn, await Refusal(token));
    }

    [Theory]
    [InlineData("")]
    [InlineData("short")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA AA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void What_has_not_the_shape_of_a_token_is_none(string text) => Assert.False(SessionToken.HasShape(text));

    private async Task<RefusalCode?> Refusal(string token) => (await people.Grains.Session(token).Read()).Refusal?.Code;

    // The note of the use is a call of its own, sent before this one and handled in order with it.
    private Task Settle(string token) => people.Grains.GetGrain<IOpenedSessionGrain>(SessionKey.Of(token)).Seen();
}
