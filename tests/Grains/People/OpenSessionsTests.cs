using EventTicket.Users;

namespace EventTicket.Tests.People;

public sealed class OpenSessionsTests : OwnAccount
{
    [Fact]
    public async Task Sessions_are_listed_and_ended_one_by_one_or_all_but_one()
    {
        var tokens = new List<string>();
        for (var n = 0; n < 4; n++)
        {
            tokens.Add((await people.LogIn("ada@example.org")).Token);
            people.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        var user = people.Grains.User(ada.UserId);
        var listed = (await user.Sessions()).Value;
        Assert.Equal(4, listed.Length);
        Assert.Equal(listed.OrderByDescending(session => session.OpenedAt), listed);
        Assert.Equal(PeopleCluster.From, listed[0].From);

        Assert.True((await user.EndSession(listed[3].SessionId)).Succeeded);
        Assert.Equal(RefusalCode.NotFound, (await user.EndSession(listed[3].SessionId)).Refusal?.Code);
        Assert.Equal(new[] { false, true, true, true }, await Task.WhenAll(tokens.Select(Open)));
        Assert.True((await user.EndSessions(tokens[2])).Succeeded);
        Assert.Equal(new[] { false, false, true, false }, await Task.WhenAll(tokens.Select(Open)));
        Assert.True((await user.EndSessions(null)).Succeeded);
        Assert.False(await Open(tokens[2]));
    }

    [Fact]
    public async Task Somebody_elses_session_cannot_be_ended()
    {
        var bob = await people.Register("bob@example.org");
        var (token, session) = await people.LogIn("ada@example.org");

        Assert.Equal(RefusalCode.NotFound, (await people.Grains.User(bob.UserId).EndSession(session.SessionId)).Refusal?.Code);
        Assert.True(await Open(token));
    }

    [Fact]
    public async Task The_fifty_first_session_ends_the_oldest()
    {
        var (oldest, _) = await people.LogIn("ada@example.org");
        for (var n = 0; n < 50; n++)
        {
            people.Clock.Advance(TimeSpan.FromSeconds(1));
            await people.LogIn("ada@example.org");
        }

        Assert.Equal(50, (await people.Grains.User(ada.UserId).Sessions()).Value.Length);
        Assert.False(await Open(oldest));
    }

    [Fact]
    public async Task A_session_whose_grain_was_not_told_is_told_afterwards()
    {
        var (token, session) = await people.LogIn("ada@example.org");

        // As if the silo had died between the commit and the call.
        await ((InMemoryPeople)people.People).End(ada.UserId, session.SessionId);

        for (var wait = 0; await Open(token); wait++)
        {
            Assert.True(wait < 600, "The session is still open.");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task The_name_in_an_open_session_is_the_one_of_now()
    {
        var (token, _) = await people.LogIn("ada@example.org");

        await people.Grains.User(ada.UserId).Rename("Countess");

        Assert.Equal("Countess", (await people.Grains.Session(token).Read()).Value?.Name);
    }
}
