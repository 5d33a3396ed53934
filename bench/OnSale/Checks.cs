using Npgsql;

namespace EventTicket.Bench.OnSale;

/// <summary>What must be true of the sale, by what the gateway told and by what stands in the database.</summary>
internal sealed class Checks(Target target, Guid eventId, int places, IReadOnlyList<Buyer> people)
{
    // Of violations alike, and of people who are asked once more.
    private const int Shown = 30;
    private const int Asked = 1000;

    private readonly List<string> violations = [];

    /// <summary>Each is a sentence; empty when all is well.</summary>
    public IReadOnlyList<string> Violations => violations;

    private int Expected => Math.Min(places, people.Count);

    private IEnumerable<Buyer> Winners => people.Where(person => person.OrderId is not null);

    /// <summary>After everybody who could has paid, and what follows is done.</summary>
    public async Task Look(Gateway gateway, object body, IReadOnlyList<Look> looks)
    {
        Expect(Expected, Winners.Count(), "buyers were told that they hold a place");
        Answers();
        foreach (var look in looks)
        {
            violations.AddRange(look.Strange.Where(answer => answer != "503").CountBy(answer => answer).Select(answer => $"{look.Name} was answered {answer.Key} ({answer.Value} times)."));
        }

        await Repetitions(gateway, body);
        await using var database = NpgsqlDataSource.Create(target.ConnectionString);
        await Journal(database);
        Expect(Expected, await Count(database, "SELECT count(*)::int FROM orders WHERE event_id = @event AND status = 'paid'"), "orders are paid");
        Expect(0, await Count(database, "SELECT count(*)::int FROM orders WHERE event_id = @event AND status <> 'paid'"), "orders are anything else");
        Expect(Expected, await Count(database, "SELECT count(DISTINCT code)::int FROM tickets WHERE event_id = @event AND status = 'valid'"), "tickets have a code of their own");
        Expect(Expected, await Count(database, "SELECT count(*)::int FROM tickets WHERE event_id = @event"), "tickets there are");
        Expect(Expected, await Count(database, "SELECT count(*)::int FROM payments WHERE event_id = @event AND state = 'captured'"), "payments are captured");
        Expect(Expected, await Count(database, "SELECT sum(sold)::int FROM stock WHERE event_id = @event"), "places are sold in stock");
        Expect(0, await Count(database, "SELECT sum(held + booked)::int FROM stock WHERE event_id = @event"), "places are still held or booked");
        Expect(places, await Count(database, "SELECT sum(capacity)::int FROM stock WHERE event_id = @event"), "places are the capacity");
        await Told(gateway);
    }

    private void Answers()
    {
        foreach (var strange in people.Where(person => person.OrderId is null && person.Decided is not { Status: 409, Code: "sold-out" }).Take(Shown))
        {
            violations.Add($"{strange.PersonId} was told neither yes nor sold-out, but {string.Join(", ", strange.Answers)}.");
        }

        foreach (var answer in people.SelectMany(person => person.Answers).Where(answer => answer.Status is not (0 or 201 or 409 or 429 or 503)).Take(Shown))
        {
            violations.Add($"An answer was {answer}: {answer.Text}");
        }

        foreach (var answer in people.SelectMany(person => person.Answers).Where(answer => answer.IsLater && !(answer.RetryAfter >= TimeSpan.FromSeconds(1))).Take(Shown))
        {
            violations.Add($"An answer was {answer} without Retry-After.");
        }

        foreach (var unpaid in Winners.Where(winner => winner.Paid is not { Status: 200 }).Take(Shown))
        {
            violations.Add($"{unpaid.PersonId} could not pay: {unpaid.Paid}.");
        }
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
        var times = written.CountBy(hold => hold).ToDictionary();
        foreach (var hold in told.Where(hold => times.GetValueOrDefault(hold) != 1))
        {
            violations.Add($"The acknowledged hold {hold} stands in the journal {times.GetValueOrDefault(hold)} times.");
        }

        foreach (var hold in written.Where(hold => !told.Contains(hold)))
        {
            violations.Add($"The journal has the hold {hold}, which nobody was told of.");
        }
    }

    /// <summary>What the buyers see afterwards.</summary>
    private async Task Told(Gateway gateway)
    {
        foreach (var person in people.Where(person => person.OrderId is null).Take(20).Concat(Winners.Take(Asked)))
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
}
