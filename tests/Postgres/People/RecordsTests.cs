using EventTicket.Admins;
using EventTicket.Tests.Postgres;
using EventTicket.Users;
using Npgsql;

namespace EventTicket.Tests.People;

/// <summary>What is kept about people: of what admins did for ever, of an account until it is deleted.</summary>
public sealed class RecordsTests(PostgresServer server) : PeopleWithAnAdmin(server)
{
    [Fact]
    public async Task The_record_names_what_was_done_by_whom_and_pages_backwards()
    {
        var film = Guid.NewGuid();
        await Root.AddCategory(film, "Film");
        await Root.AddCategory(film, "Film");
        await Add("1", "new@example.org");

        var first = (await Root.Actions(null, new(1))).Value!;
        var second = (await Root.Actions(admin.UserId, new(1, first.NextCursor))).Value!;

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
}
