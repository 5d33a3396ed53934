using Npgsql;

namespace EventTicket.Bench.OnSale;

/// <summary>What must be true of the sale, by what the gateway told and by what stands in the database.</summary>
internal sealed class Checks(Target target, Guid eventId, int places, IReadOnlyList<Buyer> people)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly List<string> violations = [];

    /// <summary>Each is a sentence; empty when all is well.</summary>
    public IReadOnlyList<string> Violations => violations;

    private int Expected => Math.Min(places, people.Count);

    private IEnumerable<Buyer> Winners => people.Where(person => person.OrderId is not null);

    /// <summary>After the rush, before anybody pays.</summary>
    public async Task Held(Gateway gateway, object body)
    {
        Expect(Expected, Winners.Count(), "buyers were told that they hold a place");
        foreach (var strange in people.Where(person => person.OrderId is null && person.Decided is not { Status: 409, Code: "sold-out" }))
        {
            violations.Add($"{strange.PersonId} was told neither yes nor sold-out, but {string.Join(", ", strange.Answers)}.");
        }

        foreach (var answer in people.SelectMany(person => person.Answers).Where(answer => answer.Status is not (0 or 201 or 409 or 429 or 503)))
        {
            violations.Add($"An answer was {answer}: {answer.Text}");
        }

        foreach (var answer in people.SelectMany(person => person.Answers).Where(answer => answer.IsLater && !(answer.RetryAfter >= TimeSpan.FromSeconds(1))))
        {
            violations.Add($"An answer was {answer} without Retry-After.");
        }

        await Repetitions(gateway, body);
        await using var database = NpgsqlDataSource.Create(target.ConnectionString);
        Expect(Expected, await Count(database, "SELECT sum(held)::int FROM stock WHERE event_id = @event"), "places are held in stock");
        await Journal(database);
    }

    /// <summary>After everybody has paid.</summary>
    public async Task Paid(Gateway gateway)
    {
        foreach (var unpaid in Winners.Where(winner => winner.Paid is not { Status: 200 }))
        {
            violations.Add($"{unpaid.PersonId} could not pay: {unpaid.Paid}.");
        }

        await using var database = NpgsqlDataSource.Create(target.ConnectionString);
        await Until(async () => await Count(database, "SELECT count(*)::int FROM orders WHERE event_id = @event AND status = 'issued'") == 0);
        Expect(Expected, await Count(database, "SELECT count(*)::int FROM orders WHERE event_id = @event AND status = 'paid'"), "orders are paid");
        Expect(0, await Count(database, "SELECT count(*)::int FROM orders WHERE event_id = @event AND status <> 'paid'"), "orders are anything else");
        Expect(Expected, await Count(database, "SELECT count(DISTINCT code)::int FROM tickets WHERE event_id = @event AND status = 'valid'"), "tickets have a code of their own");
        Expect(Expected, await Count(database, "SELECT count(*)::int FROM tickets WHERE event_id = @event"), "tickets there are");
        Expect(Expected, await Count(database, "SELECT sum(sold)::int FROM stock WHERE event_id = @event"), "places are sold in stock");
        Expect(0, await Count(database, "SELECT sum(held + booked)::int FROM stock WHERE event_id = @event"), "places are still held or booked");
        Expect(places, await Count(database, "SELECT sum(capacity)::int FROM stock WHERE event_id = @event"), "places are the capacity");
        await Told(gateway);
    }

    /// <summary>Asks again with the keys that were used: the same answer, nothing more held.</summary>
    private async Task Repetitions(Gateway gateway, object body)
    {
        foreach (var winner in Winners.Take(50))
        {
            var again = await winner.Again(gateway, body);
            if (again.Status != 201 || again.Text != winner.Decided!.Text)
            {
                violations.Add($"The repeated request of {winner.PersonId} was answered {again.Text} and at first {winner.Decided!.Text}.");
            }
        }
    }

    /// <summary>Every acknowledged hold stands in the journal exactly once, and nothing was held that nobody was told of.</summary>
    private async Task Journal(NpgsqlDataSource database)
    {
        var written = new List<(Guid OrderId, Guid PersonId)>();
        await using var command = Ask(database, "SELECT order_id, person_id FROM event_journal WHERE event_id = @event AND kind = 'held'");
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            written.Add((reader.GetGuid(0), reader.GetGuid(1)));
        }

        var told = Winners.Select(winner => (winner.OrderId!.Value, winner.PersonId)).ToHashSet();
        foreach (var hold in told.Where(hold => written.Count(row => row == hold) != 1))
        {
            violations.Add($"The acknowledged hold {hold} stands in the journal {written.Count(row => row == hold)} times.");
        }

        foreach (var hold in written.Where(hold => !told.Contains(hold)))
        {
            violations.Add($"The journal has the hold {hold}, which nobody was told of.");
        }
    }

    /// <summary>What the buyers see afterwards.</summary>
    private async Task Told(Gateway gateway)
    {
        foreach (var person in people.Where(person => person.OrderId is null).Take(20).Concat(Winners))
        {
            var tickets = await gateway.Send(HttpMethod.Get, "/purchase/tickets", person.Token);
            var count = tickets.Status == 200 ? tickets.Body.GetProperty("items").GetArrayLength() : -1;
            Expect(person.OrderId is null ? 0 : 1, count, $"tickets are shown to {person.PersonId}");
        }

        var page = await gateway.Send(HttpMethod.Get, $"/catalog/events/{eventId}");
        var left = page.Status == 200 ? page.Body.GetProperty("ticketTypes")[0].GetProperty("available").GetInt32() : -1;
        Expect(places - Expected, left, "places are shown as available");
    }

    private void Expect(int expected, int found, string what)
    {
        if (found != expected)
        {
            violations.Add($"{found} {what}, not {expected}.");
        }
    }

    private async Task<int> Count(NpgsqlDataSource database, string sql)
    {
        await using var command = Ask(database, sql);
        return await command.ExecuteScalarAsync() is int count ? count : 0;
    }

    private NpgsqlCommand Ask(NpgsqlDataSource database, string sql)
    {
        var command = database.CreateCommand(sql);
        command.Parameters.AddWithValue("event", eventId);
        return command;
    }

    private static async Task Until(Func<Task<bool>> reached)
    {
        var until = TimeProvider.System.GetUtcNow() + Patience;
        while (!await reached() && TimeProvider.System.GetUtcNow() < until)
        {
            await Task.Delay(200);
        }
    }
}
