using System.Diagnostics;
using System.Net;
using EventTicket.Bench.OnSale;
using EventTicket.Dev;
using Npgsql;

namespace EventTicket.Bench.Followers;

/// <summary>Publishes an event in a category that many follow, and watches people buy beside it.</summary>
/// <param name="processes">Who runs now: their memory is read, and one may be killed.</param>
/// <param name="mails">The folder that stands in for a mail server.</param>
/// <param name="spell">How long purchases are measured alone.</param>
/// <param name="killed">Kills a silo in the middle of the expansion, and does what must be done after it; null to let all live.</param>
internal sealed class FollowersRun(Target target, Func<RunFile> processes, string mails, int followers, TimeSpan spell, Func<Task>? killed = null)
{
    // One for each worker of a silo.
    private const int InFlight = 4;

    private static readonly TimeSpan Patience = TimeSpan.FromHours(3);

    public async Task<FollowersReport> Go(TextWriter progress)
    {
        using var gateway = new Gateway(target.Gateway);
        await using var database = NpgsqlDataSource.Create(target.ConnectionString);
        var admin = await Preparation.LogIn(gateway, target.AdminEmail, target.AdminPassword);
        await progress.WriteLineAsync($"Preparing: a category with {followers} followers, a sale beside it");
        var category = await Category(gateway, admin.Token);
        await Follow(database, category);
        using var sale = await Sale.Open(gateway, target, admin.Token);

        await progress.WriteLineAsync($"Purchases alone, {spell.TotalSeconds:0} s");
        await sale.Measure("warming up", () => Task.Delay(spell / 4));
        var memory = new Memory(processes);
        await sale.Measure("alone", () => Task.Delay(spell));
        await memory.Read();

        await progress.WriteLineAsync("Published: purchases while its followers are written into the outbox");
        var eventId = await Publish(gateway, admin.Token, category);
        await sale.Measure("while rows are written", async () =>
        {
            if (killed is not null)
            {
                await Until(database, "SELECT count(*) FROM campaigns WHERE event_id = @event AND people > 0", eventId, 1, memory);
                await killed();
            }

            await Until(database, "SELECT count(*) FROM campaigns WHERE event_id = @event AND finished_at IS NOT NULL", eventId, 1, memory);
        });
        var written = Stopwatch.GetTimestamp();
        await progress.WriteLineAsync("Purchases while their mails leave");
        await sale.Measure("while mails leave", () => Task.WhenAny(Task.Delay(spell), AllSent(database, eventId, memory)));
        await progress.WriteLineAsync("Waiting for the last mail");
        await AllSent(database, eventId, memory);
        var leaving = Stopwatch.GetElapsedTime(written);
        await sale.Measure("alone again", () => Task.Delay(spell));
        await memory.Read();
        return new(followers, sale.Times, memory, leaving, await Violations(database, eventId, sale));
    }

    private async Task<IReadOnlyList<string>> Violations(NpgsqlDataSource database, Guid eventId, Sale sale)
    {
        List<string> wrong = [.. sale.Wrong];
        Expect("rows in the outbox", await Count(database, "SELECT count(*) FROM outbox WHERE thing = 'new-event ' || replace(@event::text, '-', '')", eventId), followers);
        Expect("people among them", await Count(database, "SELECT count(DISTINCT user_id) FROM outbox WHERE thing = 'new-event ' || replace(@event::text, '-', '')", eventId), followers);
        Expect("rows of who does not follow", await Count(database,
            "SELECT count(*) FROM outbox o WHERE thing = 'new-event ' || replace(@event::text, '-', '') AND NOT EXISTS (SELECT FROM followers f WHERE f.user_id = o.user_id AND f.mails)", eventId), 0);
        var ids = (await Ids(database, eventId)).ToHashSet(StringComparer.Ordinal);
        var files = Directory.EnumerateFiles(mails, "*.eml").Select(file => Path.GetFileNameWithoutExtension(file)!).Distinct().ToLookup(name => name.Split('-')[^1]).Where(mail => ids.Contains(mail.Key)).ToList();
        Expect("mails that arrived", files.Count, followers);
        var twice = files.Where(mail => mail.Count() > 1).ToList();
        if (twice.Count > (killed is null ? 0 : InFlight))
        {
            wrong.Add($"{twice.Count} mails arrived twice, such as {string.Join(" and ", twice[0])}.");
            wrong.AddRange(Logged(twice[0].Key));
        }

        return wrong;

        void Expect(string what, long found, long expected)
        {
            if (found != expected)
            {
                wrong.Add($"{found} {what} instead of {expected}.");
            }
        }
    }

    /// <summary>What the processes wrote of a mail into their logs.</summary>
    private IEnumerable<string> Logged(string mailId) => Directory.EnumerateFiles(Path.Combine(Path.GetDirectoryName(mails)!, "logs"), "*.log")
        .SelectMany(File.ReadLines).Where(line => line.Contains(Guid.Parse(mailId).ToString(), StringComparison.Ordinal));

    private static async Task<Guid> Category(Gateway gateway, string admin) => (await gateway.Must(
        HttpStatusCode.Created, HttpMethod.Post, "/admin_management/categories", admin, new { name = $"Followed {Guid.NewGuid():N}"[..30] })).GetProperty("categoryId").GetGuid();

    // Straight into the tables: registering so many would be another measurement.
    private async Task Follow(NpgsqlDataSource database, Guid category)
    {
        await using var command = database.CreateCommand("""
            WITH people AS (
              INSERT INTO users (user_id, version, email, name, office, active, email_confirmed, created_at)
              SELECT gen_random_uuid(), 1, 'follower-' || n || '-' || left(@category::text, 8) || '@bench.test', 'Follower ' || n, 'user', true, true, clock_timestamp()
              FROM generate_series(1, @count) n
              RETURNING user_id)
            INSERT INTO followers (category_id, user_id, since) SELECT @category, user_id, clock_timestamp() FROM people
            """);
        command.CommandTimeout = 600;
        command.Parameters.AddWithValue("category", category);
        command.Parameters.AddWithValue("count", followers);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<Guid> Publish(Gateway gateway, string admin, Guid category) =>
        (await gateway.Must(HttpStatusCode.Created, HttpMethod.Post, "/events", admin, Sale.Event("News for many", category))).GetProperty("eventId").GetGuid();

    private static Task AllSent(NpgsqlDataSource database, Guid eventId, Memory memory) => Until(
        database, "SELECT count(*) FROM (SELECT FROM outbox WHERE thing = 'new-event ' || replace(@event::text, '-', '') AND state <> 'sent' LIMIT 1) waiting", eventId, 0, memory);

    private static async Task Until(NpgsqlDataSource database, string question, Guid eventId, long expected, Memory memory)
    {
        var began = Stopwatch.GetTimestamp();
        while (await Count(database, question, eventId) != expected)
        {
            await memory.Read();
            await Task.Delay(expected == 0 ? 500 : 10);
            if (Stopwatch.GetElapsedTime(began) > Patience)
            {
                throw new InvalidOperationException($"Still not {expected} after {Patience.TotalHours} hours: {question}");
            }
        }
    }

    private static async Task<long> Count(NpgsqlDataSource database, string question, Guid eventId)
    {
        await using var command = database.CreateCommand(question);
        command.CommandTimeout = 120;
        command.Parameters.AddWithValue("event", eventId);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static async Task<string[]> Ids(NpgsqlDataSource database, Guid eventId)
    {
        await using var command = database.CreateCommand(
            "SELECT coalesce(array_agg(replace(mail_id::text, '-', '')), '{}') FROM outbox WHERE thing = 'new-event ' || replace(@event::text, '-', '')");
        command.Parameters.AddWithValue("event", eventId);
        return (string[])(await command.ExecuteScalarAsync())!;
    }
}
