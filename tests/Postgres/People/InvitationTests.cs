using EventTicket.Admins;
using EventTicket.Tests.Postgres;
using EventTicket.Users;

namespace EventTicket.Tests.People;

/// <summary>Giving an office by e-mail, to somebody who is known, unknown or not whom one thinks.</summary>
public sealed class InvitationTests(PostgresServer server) : PeopleWithAnAdmin(server)
{
    [Fact]
    public async Task A_confirmed_user_is_promoted_at_once_and_signed_out()
    {
        var ada = await people.Service<Enrolment>().Ensure("ada@example.org", "a quiet harbour", "Ada", Role.User);
        var (token, _) = await people.LogIn("ada@example.org");

        var added = (await Add("1", "Ada@Example.org")).Value!;

        Assert.Equal((ada.Value!.UserId, "Ada", Role.Manager, true, false), (added.UserId, added.Name, added.Office, added.Active, added.Invited));
        Assert.Equal(RefusalCode.NotSignedIn, (await people.Grains.Session(token).Read()).Refusal?.Code);
        Assert.Equal(Role.Manager, (await people.LogIn("ada@example.org")).Session.Role);
        Assert.Equal("office-given", await Ask("SELECT content ->> '$type' FROM outbox WHERE user_id = @user", added.UserId));
        Assert.Equal(["manager-added"], await Actions());
    }

    [Fact]
    public async Task Who_waits_in_somebody_elses_unconfirmed_address_gets_nothing()
    {
        var thief = await people.Register("boss@example.org", "a thief's password", "Thief");
        var (session, _) = await people.LogIn("boss@example.org", "a thief's password");

        var invited = (await Add("1", "boss@example.org", Role.Admin)).Value!;
        Assert.Equal((thief.UserId, true, "New"), (invited.UserId, invited.Invited, invited.Name));
        Assert.Equal(RefusalCode.NotSignedIn, (await people.Grains.Session(session).Read()).Refusal?.Code);
        Assert.Equal(RefusalCode.InvalidCredentials, (await people.Grains.Accounts().LogIn(
            new LogIn("boss@example.org", "a thief's password", null, PeopleCluster.From))).Refusal?.Code);

        Assert.True((await people.Grains.Accounts().CompleteReset(new(await Link(invited.UserId, "invitation", "Admin"), "the boss's own words"))).Succeeded);

        Assert.Equal(RefusalCode.NotSignedIn, (await people.Grains.Session(session).Read()).Refusal?.Code);
        Assert.Equal(RefusalCode.InvalidCredentials, (await people.Grains.Accounts().LogIn(
            new LogIn("boss@example.org", "a thief's password", null, PeopleCluster.From))).Refusal?.Code);
        Assert.Equal(Role.Admin, (await people.LogIn("boss@example.org", "the boss's own words")).Session.Role);
    }

    [Fact]
    public async Task A_thief_cannot_carry_the_invited_account_to_an_address_of_their_own()
    {
        var thief = await people.Register("boss@example.org", "a thief's password", "Thief");
        await people.Grains.Accounts().ChangeEmail(new(thief.UserId, "thief@example.org", "a thief's password"));
        var moving = await Link(thief.UserId, "confirm", "thief@example.org");

        await Add("1", "boss@example.org", Role.Admin);

        Assert.Equal("token", (await people.Grains.Accounts().Confirm(moving)).Refusal?.Errors[0].Field);
        Assert.Equal(RefusalCode.NotFound, (await people.Grains.Accounts().ChangeEmail(new(thief.UserId, "thief@example.org", "a thief's password"))).Refusal?.Code);
        Assert.Equal(RefusalCode.NotFound, (await people.Grains.Accounts().Delete(new(thief.UserId, "a thief's password"))).Refusal?.Code);
        Assert.Equal("boss@example.org", (await Root.Officer(thief.UserId)).Value!.Email);
    }

    [Fact]
    public async Task An_invitation_makes_an_account_without_a_password_until_it_is_followed()
    {
        var invited = (await Add("1", "new@example.org")).Value!;

        Assert.Equal(RefusalCode.InvalidCredentials, (await people.Grains.Accounts().LogIn(new LogIn("new@example.org", "", null, PeopleCluster.From))).Refusal?.Code);
        Assert.Equal(RefusalCode.EmailTaken, (await people.Grains.Accounts().Register(new("new@example.org", "a quiet harbour", "Eve", Guid.NewGuid()))).Refusal?.Code);
        var token = await Link(invited.UserId, "invitation", "Manager");
        Assert.Equal(Role.Manager, (await people.Grains.Accounts().Check(token)).Value!.Office);
        Assert.True((await people.Grains.Accounts().CompleteReset(new(token, "a new harbour wall"))).Succeeded);

        var officer = (await Root.Officer(invited.UserId)).Value!;
        Assert.Equal((true, false), (officer.Active, officer.Invited));
        Assert.Equal(Role.Manager, (await people.LogIn("new@example.org", "a new harbour wall")).Session.Role);
    }

    [Fact]
    public async Task A_repeated_request_invites_once_and_another_body_is_refused()
    {
        var first = await Add("1", "new@example.org");
        var again = await Add("1", "new@example.org");
        var other = await Root.AddOfficer(new(new("1", "other"), "new@example.org", "New", Role.Manager));

        Assert.Equal(first.Value, again.Value);
        Assert.Equal(RefusalCode.IdempotencyKeyReused, other.Refusal?.Code);
        Assert.Equal(1L, await Ask("SELECT count(*) FROM outbox WHERE user_id = @user", first.Value!.UserId));
        Assert.Equal(["manager-invited"], await Actions());
    }

    [Fact]
    public async Task An_invitation_that_was_taken_back_promotes_nobody()
    {
        var invited = (await Add("1", "new@example.org")).Value!;
        var token = await Link(invited.UserId, "invitation", "Manager");

        Assert.True((await Root.ChangeOfficer(new(new("2", ""), invited.UserId, false, null))).Succeeded);

        Assert.Equal(RefusalCode.Invalid, (await people.Grains.Accounts().CompleteReset(new(token, "a new harbour wall"))).Refusal?.Code);
        Assert.Equal(RefusalCode.NotFound, (await Root.Officer(invited.UserId)).Refusal?.Code);
    }
}
