using EventTicket.Admins;
using EventTicket.Mail;
using EventTicket.Sessions;
using EventTicket.Silo;
using EventTicket.Tests.Postgres;
using EventTicket.Users;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace EventTicket.Tests.People;

public sealed class OfficesTests(PostgresServer server) : IAsyncLifetime
{
    private NpgsqlDataSource database = null!;
    private PeopleCluster people = null!;
    private Account root = null!;

    private IAdminGrain Root => people.Grains.Admin(root.UserId);

    public async ValueTask InitializeAsync()
    {
        database = NpgsqlDataSource.Create(await server.NewDatabase());
        await using var connection = await database.OpenConnectionAsync();
        await DatabaseUpgrade.Run(connection, NullLogger.Instance, TestContext.Current.CancellationToken);
        people = await PeopleCluster.Start(database);
        root = (await people.Service<Enrolment>().Ensure("root@example.org", "a quiet harbour", "Root", Role.Admin)).Value!;
    }

    public async ValueTask DisposeAsync()
    {
        await people.DisposeAsync();
        await database.DisposeAsync();
    }

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

    [Fact]
    public async Task A_deactivated_manager_is_a_user_until_reactivated()
    {
        var ada = await Manager("ada@example.org");
        var (token, _) = await people.LogIn("ada@example.org");

        var off = (await Root.ChangeOfficer(new(new("2", ""), ada, false, null))).Value!;

        Assert.Equal((Role.Manager, false), (off.Office, off.Active));
        Assert.Equal(RefusalCode.NotSignedIn, (await people.Grains.Session(token).Read()).Refusal?.Code);
        Assert.Equal(Role.User, (await people.LogIn("ada@example.org")).Session.Role);
        Assert.True((await Root.ChangeOfficer(new(new("3", ""), ada, true, "Ada B."))).Value!.Active);
        Assert.Equal((Role.Manager, "Ada B."), ((await people.LogIn("ada@example.org")).Session.Role, (await people.Grains.User(ada).Profile()).Value!.Name));
        Assert.Equal(["manager-reactivated", "manager-deactivated"], await Actions());
    }

    [Fact]
    public async Task Of_two_admins_who_remove_each_other_at_once_one_stays()
    {
        var second = (await people.Service<Enrolment>().Ensure("second@example.org", "a quiet harbour", "Second", Role.Admin)).Value!;

        var answers = await Task.WhenAll(
            Root.ChangeOfficer(new(new("1", ""), second.UserId, false, null)),
            people.Grains.Admin(second.UserId).ChangeOfficer(new(new("1", ""), root.UserId, false, null)));

        Assert.Single(answers, answer => answer.Succeeded);
        Assert.Equal(1L, await Ask("SELECT count(*) FROM users WHERE office = 'admin' AND active", Guid.Empty));
    }

    [Fact]
    public async Task The_last_admin_cannot_be_removed()
    {
        var refused = await Root.ChangeOfficer(new(new("1", ""), root.UserId, false, null));

        Assert.Equal("active", refused.Refusal?.Errors[0].Field);
        Assert.Empty(await Actions());
    }

    [Fact]
    public async Task Nobody_but_an_admin_of_now_may_do_any_of_it()
    {
        var ada = await Manager("ada@example.org");
        foreach (var id in new[] { ada, Guid.NewGuid() })
        {
            var admin = people.Grains.Admin(id);
            Assert.Equal(RefusalCode.Forbidden, (await admin.AddOfficer(new(new("1", ""), "x@example.org", "X", Role.Admin))).Refusal?.Code);
            Assert.Equal(RefusalCode.Forbidden, (await admin.Officers(Role.Manager, new())).Refusal?.Code);
            Assert.Equal(RefusalCode.Forbidden, (await admin.Officer(ada)).Refusal?.Code);
            Assert.Equal(RefusalCode.Forbidden, (await admin.ChangeOfficer(new(new("1", ""), root.UserId, false, null))).Refusal?.Code);
            Assert.Equal(RefusalCode.Forbidden, (await admin.AddCategory(Guid.NewGuid(), "Film")).Refusal?.Code);
            Assert.Equal(RefusalCode.Forbidden, (await admin.Actions(null, new())).Refusal?.Code);
        }
    }

    [Fact]
    public async Task Wrong_fields_are_named()
    {
        var refused = await Root.AddOfficer(new(new("1", ""), "no", "", Role.Manager));

        Assert.Equal(["email", "name"], refused.Refusal!.Errors.Select(error => error.Field));
        Assert.Equal("name", (await Root.ChangeOfficer(new(new("2", ""), await Manager("ada@example.org"), null, new string('x', 101)))).Refusal?.Errors[0].Field);
    }

    [Fact]
    public async Task Lists_are_paged_and_each_office_has_its_own()
    {
        for (var n = 1; n <= 5; n++)
        {
            await Manager($"m{n}@example.org");
        }

        await Add("invite", "invited@example.org");
        var first = (await Root.Officers(Role.Manager, new(4))).Value!;
        var second = (await Root.Officers(Role.Manager, new(4, first.NextCursor))).Value!;

        Assert.Equal(["invited@example.org", "m5@example.org", "m4@example.org", "m3@example.org"], first.Items.Select(officer => officer.Email));
        Assert.Equal(["m2@example.org", "m1@example.org"], second.Items.Select(officer => officer.Email));
        Assert.Equal(["root@example.org"], (await Root.Officers(Role.Admin, new())).Value!.Items.Select(officer => officer.Email));
        Assert.Equal(RefusalCode.Invalid, (await Root.Officers(Role.Manager, new(101))).Refusal?.Code);
    }

    [Fact]
    public async Task The_record_names_what_was_done_by_whom_and_pages_backwards()
    {
        var film = Guid.NewGuid();
        await Root.AddCategory(film, "Film");
        await Root.AddCategory(film, "Film");
        await Add("1", "new@example.org");

        var first = (await Root.Actions(null, new(1))).Value!;
        var second = (await Root.Actions(root.UserId, new(1, first.NextCursor))).Value!;

        Assert.Equal(("manager-invited", "New", "Root"), (first.Items[0].Action, first.Items[0].Subject, first.Items[0].AdminName));
        Assert.Equal(("category-added", "Film", film), (second.Items[0].Action, second.Items[0].Subject, second.Items[0].SubjectId));
        Assert.Null(second.NextCursor);
        Assert.Empty((await Root.Actions(Guid.NewGuid(), new())).Value!.Items);
    }

    [Theory]
    [InlineData("UPDATE admin_actions SET action = 'nothing'")]
    [InlineData("DELETE FROM admin_actions")]
    [InlineData("TRUNCATE admin_actions")]
    public async Task The_record_can_only_grow(string sql)
    {
        await Add("1", "new@example.org");

        await Assert.ThrowsAsync<PostgresException>(() => database.CreateCommand(sql).ExecuteNonQueryAsync(TestContext.Current.CancellationToken));
        Assert.Single(await Actions());
    }

    [Fact]
    public async Task A_deleted_account_leaves_ids_only()
    {
        var ada = await people.Register("ada@example.org", name: "Ada Lovelace");
        await people.LogIn("ada@example.org");

        Assert.True((await people.Grains.Accounts().Delete(new(ada.UserId, "a quiet harbour"))).Succeeded);

        foreach (var table in (string[])["users", "email_addresses", "sessions", "mailed_tokens", "outbox", "grain_state_readable"])
        {
            var left = (string)(await Ask($"SELECT coalesce(string_agg(t::text, ' '), '') FROM {table} t WHERE t::text ILIKE '%ada%'", Guid.Empty))!;
            Assert.DoesNotContain("ada@example.org", left, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("Lovelace", left, StringComparison.Ordinal);
        }

        Assert.Equal("dropped", await Ask("SELECT state FROM outbox WHERE user_id = @user", ada.UserId));
    }

    [Fact]
    public async Task One_reads_everything_that_is_kept_about_oneself()
    {
        var ada = await people.Register("ada@example.org", name: "Ada \"B\" <L>");
        await people.LogIn("ada@example.org");

        using var data = System.Text.Json.JsonDocument.Parse((await people.Grains.User(ada.UserId).Data()).Value!);

        Assert.Equal("Ada \"B\" <L>", data.RootElement.GetProperty("account").GetProperty("name").GetString());
        Assert.Equal("Firefox", data.RootElement.GetProperty("sessions")[0].GetProperty("client").GetString());
        Assert.Equal(1, data.RootElement.GetProperty("mails").GetArrayLength());
        Assert.DoesNotContain("$2", data.RootElement.GetRawText(), StringComparison.Ordinal);
    }

    private Task<Result<Officer>> Add(string operation, string email, Role office = Role.Manager) =>
        Root.AddOfficer(new(new(operation, ""), email, "New", office));

    private async Task<Guid> Manager(string email) => (await people.Service<Enrolment>().Ensure(email, "a quiet harbour", "Manager", Role.Manager)).Value!.UserId;

    private async Task<IReadOnlyList<string>> Actions() => [.. (await Root.Actions(null, new())).Value!.Items.Select(action => action.Action)];

    // What the post room does when it sends the mail.
    private async Task<string> Link(Guid userId, string purpose, string value)
    {
        var token = SessionToken.New();
        await using var insert = database.CreateCommand(
            "INSERT INTO mailed_tokens (token_hash, user_id, purpose, mail_id, value, expires_at) VALUES (@hash, @user, @purpose, @user, @value, now() + interval '1 hour')");
        insert.Parameters.AddRange(new NpgsqlParameter[] { new("hash", SessionKey.Of(token)), new("user", userId), new("purpose", purpose), new("value", value) });
        await insert.ExecuteNonQueryAsync();
        return token;
    }

    private async Task<object?> Ask(string sql, Guid user)
    {
        await using var command = database.CreateCommand(sql);
        command.Parameters.AddWithValue("user", user);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }
}
