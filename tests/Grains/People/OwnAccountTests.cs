using EventTicket.Mail;
using EventTicket.Users;
using OtpNet;

namespace EventTicket.Tests.People;

public sealed class OwnAccountTests : IAsyncLifetime
{
    private const string Password = "a quiet harbour";

    private PeopleCluster people = null!;
    private Account ada = null!;

    private InMemoryPeople Store => (InMemoryPeople)people.People;

    public async ValueTask InitializeAsync()
    {
        people = await PeopleCluster.Start();
        ada = await people.Register("ada@example.org");
    }

    public ValueTask DisposeAsync() => people.DisposeAsync();

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
        await Store.End(ada.UserId, session.SessionId);

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

    [Fact]
    public async Task With_a_second_factor_the_password_alone_opens_nothing()
    {
        var (mine, _) = await people.LogIn("ada@example.org");
        var (other, _) = await people.LogIn("ada@example.org");
        var (secret, codes) = await Enrol(mine);

        Assert.Equal((true, false), (await Open(mine), await Open(other)));
        Assert.Equal(RefusalCode.TotpRequired, (await LogIn(null)).Refusal?.Code);
        Assert.Equal(RefusalCode.TotpRequired, (await LogIn("000000")).Refusal?.Code);
        Assert.Equal(RefusalCode.InvalidCredentials, (await LogIn(null, "wrong")).Refusal?.Code);
        Assert.True((await LogIn(Digits(secret, 30))).Succeeded);
        Assert.Equal(RefusalCode.TotpRequired, (await LogIn(Digits(secret, 30))).Refusal?.Code);
        Assert.True((await LogIn(codes[0].ToUpperInvariant())).Succeeded);
        Assert.Equal(RefusalCode.TotpRequired, (await LogIn(codes[0])).Refusal?.Code);
        Assert.True((await LogIn(codes[9].Replace("-", " ", StringComparison.Ordinal))).Succeeded);
        Assert.Equal((true, 8), await Factor());
    }

    [Fact]
    public async Task The_digits_that_switched_it_on_are_used_up()
    {
        var (mine, _) = await people.LogIn("ada@example.org");
        var (secret, _) = await Enrol(mine);

        Assert.Equal(RefusalCode.TotpRequired, (await LogIn(Digits(secret))).Refusal?.Code);
    }

    [Fact]
    public async Task A_secret_counts_only_after_its_digits_were_seen()
    {
        var begun = await people.Grains.Accounts().BeginSecondFactor(new(ada.UserId, Password));
        var refused = await people.Grains.User(ada.UserId).ConfirmSecondFactor("123", "token");

        Assert.StartsWith("otpauth://totp/EventTicket%3Aada%40example.org?secret=", begun.Value!.Uri, StringComparison.Ordinal);
        Assert.Equal("totp", refused.Refusal?.Errors[0].Field);
        Assert.Equal((false, 0), await Factor());
        Assert.True((await LogIn(null)).Succeeded);
        Assert.Equal("password", (await people.Grains.Accounts().BeginSecondFactor(new(ada.UserId, "wrong"))).Refusal?.Errors[0].Field);
    }

    [Fact]
    public async Task Switching_it_off_needs_password_and_digits()
    {
        var (mine, _) = await people.LogIn("ada@example.org");
        var (secret, codes) = await Enrol(mine);
        var accounts = people.Grains.Accounts();

        Assert.Equal("password", (await accounts.EndSecondFactor(new(ada.UserId, "wrong", Digits(secret, 30), mine))).Refusal?.Errors[0].Field);
        Assert.Equal("totp", (await accounts.EndSecondFactor(new(ada.UserId, Password, "000000", mine))).Refusal?.Errors[0].Field);
        Assert.True((await accounts.EndSecondFactor(new(ada.UserId, Password, codes[3], mine))).Succeeded);

        Assert.Equal((false, 0), await Factor());
        Assert.True(await Open(mine));
        Assert.True((await LogIn(null)).Succeeded);
    }

    [Fact]
    public async Task Where_admins_need_a_second_factor_an_admin_without_one_is_a_user()
    {
        await using var strict = await PeopleCluster.Start(secondFactorOfAdmins: true);
        await strict.Service<Enrolment>().Ensure("root@example.org", Password, "Root", Role.Admin);
        var (token, _) = await strict.LogIn("root@example.org");

        var before = (await strict.Grains.Session(token).Read()).Value!;
        Assert.Equal((Role.User, true), (before.Role, before.NeedsSecondFactor));
        Assert.Equal(Role.User, await strict.Grains.GetGrain<IAccountGrain>(before.UserId).RoleNow());

        var secret = (await strict.Grains.Accounts().BeginSecondFactor(new(before.UserId, Password))).Value!.Secret;
        await strict.Grains.User(before.UserId).ConfirmSecondFactor(Digits(secret, clock: strict.Clock), token);

        var after = (await strict.Grains.Session(token).Read()).Value!;
        Assert.Equal((Role.Admin, false), (after.Role, after.NeedsSecondFactor));
        Assert.Equal(RefusalCode.Forbidden, (await strict.Grains.Accounts().EndSecondFactor(
            new(before.UserId, Password, Digits(secret, 30, strict.Clock), token))).Refusal?.Code);
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

    private async Task<(string Secret, IReadOnlyList<string> Codes)> Enrol(string token)
    {
        var begun = await people.Grains.Accounts().BeginSecondFactor(new(ada.UserId, Password));
        var codes = await people.Grains.User(ada.UserId).ConfirmSecondFactor(Digits(begun.Value!.Secret), token);
        Assert.Equal(10, codes.Value!.Codes.Distinct().Count());
        return (begun.Value.Secret, codes.Value.Codes);
    }

    private string Digits(string secret, int later = 0, TimeProvider? clock = null) =>
        new Totp(Base32Encoding.ToBytes(secret)).ComputeTotp((clock ?? people.Clock).GetUtcNow().AddSeconds(later).UtcDateTime);

    private async Task<(bool, int)> Factor()
    {
        var profile = (await people.Grains.User(ada.UserId).Profile()).Value!;
        return (profile.SecondFactor, profile.RecoveryCodesLeft);
    }

    private async Task<bool> Open(string token) => (await people.Grains.Session(token).Read()).Succeeded;

    private Task<Result<SignedIn>> LogIn(string? totp, string password = Password) =>
        people.Grains.Accounts().LogIn(new LogIn("ada@example.org", password, totp, PeopleCluster.From));
}
