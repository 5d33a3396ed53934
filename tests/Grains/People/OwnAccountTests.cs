using EventTicket.Mail;
using EventTicket.Users;

namespace EventTicket.Tests.People;

public sealed class OwnAccountTests : OwnAccount
{
    [Fact]
    public async Task A_new_password_ends_every_session_and_opens_one()
    {
        var (old, _) = await people.LogIn("ada@example.org");
        var accounts = people.Grains.Accounts();

        Assert.Equal("currentPassword", (await accounts.ChangePassword(new(ada.UserId, "wrong", "a new harbour wall", PeopleCluster.From))).Refusal?.Errors[0].Field);
        Assert.Equal("newPassword", (await accounts.ChangePassword(new(ada.UserId, Password, "password123", PeopleCluster.From))).Refusal?.Errors[0].Field);
        var changed = await accounts.ChangePassword(new(ada.UserId, Password, "a new harbour wall", PeopleCluster.From));

        Assert.False(await Open(old));
        Assert.True(await Open(changed.Value!.Token));
        await people.LogIn("ada@example.org", "a new harbour wall");
    }

    [Fact]
    public async Task A_deleted_account_is_forgotten_and_its_address_free()
    {
        var (token, _) = await people.LogIn("ada@example.org");

        Assert.Equal("password", (await people.Grains.Accounts().Delete(new(ada.UserId, "wrong"))).Refusal?.Errors[0].Field);
        Assert.True((await people.Grains.Accounts().Delete(new(ada.UserId, Password))).Succeeded);

        Assert.False(await Open(token));
        Assert.Equal(RefusalCode.NotFound, (await people.Grains.User(ada.UserId).Profile()).Refusal?.Code);
        Assert.Equal(RefusalCode.InvalidCredentials, (await LogIn(null)).Refusal?.Code);
        Assert.NotEqual(ada.UserId, (await people.Register("ada@example.org")).UserId);
    }

    [Fact]
    public async Task The_last_admin_cannot_be_deleted()
    {
        var root = (await people.Service<Enrolment>().Ensure("root@example.org", Password, "Root", Role.Admin)).Value!;

        var refused = await people.Grains.Accounts().Delete(new(root.UserId, Password));

        Assert.Equal((RefusalCode.Forbidden, "last-admin"), (refused.Refusal!.Code, refused.Refusal.Detail));
        await people.Service<Enrolment>().Ensure("second@example.org", Password, "Second", Role.Admin);
        Assert.True((await people.Grains.Accounts().Delete(new(root.UserId, Password))).Succeeded);
    }

    [Fact]
    public async Task A_change_decided_on_an_older_account_is_not_saved()
    {
        var stale = (await people.People.Find(ada.UserId))!;
        await people.Grains.User(ada.UserId).Rename("Countess");

        var saved = await people.People.Save(new(ada.UserId, stale.Version, stale.State, stale.State with { Name = "Late" }));

        Assert.Equal(SaveOutcome.Superseded, saved.Outcome);
    }

    [Fact]
    public async Task A_hash_from_cheaper_times_is_made_anew_at_the_log_in()
    {
        await using var later = await PeopleCluster.Start(workFactor: 5);
        var account = await later.Register("ada@example.org");
        var stored = (await later.People.Find(account.UserId))!;
        var weak = BCrypt.Net.BCrypt.EnhancedHashPassword(Password, 4);
        await later.People.Save(new(account.UserId, stored.Version, stored.State, stored.State with { PasswordHash = weak }));
        await later.Deactivate(later.Grains.User(account.UserId));

        await later.LogIn("ada@example.org");

        Assert.Matches(@"^\$2.\$05\$", (await later.People.Find(account.UserId))!.State.PasswordHash);
        await later.LogIn("ada@example.org");
    }
}
