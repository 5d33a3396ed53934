using EventTicket.Bench.Engine;
using EventTicket.Events;

namespace EventTicket.Bench.Growth;

/// <summary>Many events on sale at once, and people who want places of any of them.</summary>
/// <param name="Events">How many there are.</param>
/// <param name="Activations">How many are in memory at the end.</param>
/// <param name="Figures">Of the holds.</param>
/// <param name="PerHold">What the database did for each.</param>
/// <param name="MemoryBefore">Bytes of objects in this process before the events were made.</param>
/// <param name="MemoryAfter">The same when everything is held.</param>
/// <param name="Resident">Bytes of memory that this process has from the system.</param>
internal sealed record ManyEvents(int Events, int Activations, RushFigures Figures, PerHold PerHold, long MemoryBefore, long MemoryAfter, long Resident)
{
    private const int MadeAtOnce = 64;

    public static async Task<(ManyEvents Measured, IReadOnlyList<string> Violations)> Measure(string connectionString, int events, int holds, TextWriter progress)
    {
        await using var database = new Database(connectionString);
        await using var silo = await EngineSilo.Start(connectionString);
        var (rehearsed, told) = (new Acknowledged(), new Acknowledged());
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await progress.WriteLineAsync($"Putting {events} events on sale");
        var sales = new (IEventGrain Grain, BusyEvent Sale)[events];
        await Parallel.ForAsync(0, events, new ParallelOptions { MaxDegreeOfParallelism = MadeAtOnce }, async (n, _) =>
        {
            var grain = silo.Inside.Event(Guid.CreateVersion7());
            var sheet = Granted(await grain.Draft(BusyEvent.Draft()));
            foreach (var code in BusyEvent.Codes())
            {
                Granted(await grain.KeepCode(code));
            }

            sales[n] = (grain, new BusyEvent([.. sheet.Definition.TicketTypes.Select(type => type.TicketTypeId)]));
        });

        await progress.WriteLineAsync($"Holding {holds} places of them");
        await Rush.Go(Math.Max(1, holds / 10), rehearsed, Hold);
        var counted = await DatabaseCounters.Read(database.Source, silo.CloseConnections);
        var figures = await Rush.Go(holds, told, Hold);
        var done = await DatabaseCounters.Read(database.Source, silo.CloseConnections) - counted;
        var active = await silo.Inside.GetGrain<IManagementGrain>(0).GetSimpleGrainStatistics();
        var measured = new ManyEvents(events, active.Where(type => type.GrainType.Contains(nameof(EventGrain), StringComparison.Ordinal)).Sum(type => type.ActivationCount), figures,
            new(done, holds), before, GC.GetTotalMemory(forceFullCollection: true), Environment.WorkingSet);
        foreach (var id in rehearsed.Ids)
        {
            told.Add(id);
        }

        return (measured, await Check(database, events, told));

        async Task<Guid> Hold()
        {
            var (grain, sale) = sales[Random.Shared.Next(events)];
            return Granted(await grain.Hold(sale.Next())).OrderId;
        }
    }

    private static async Task<IReadOnlyList<string>> Check(Database database, int events, Acknowledged told)
    {
        List<string> wrong = [.. told.Compare(await database.Source.Ids("SELECT order_id FROM event_journal WHERE kind = 'held'"))];
        await Expect(events, "SELECT count(*) FROM events WHERE status = 'published'", "events are on sale");
        await Expect(told.Count, "SELECT sum(held) FROM stock", "places are held");
        await Expect(told.Count, "SELECT count(*) FROM orders WHERE status = 'held'", "orders are held");
        await Expect(0, "SELECT count(*) FROM event_head WHERE closed IS NOT NULL", "sales are closed");
        await Expect(0, "SELECT count(*) FROM event_head h WHERE h.last_seq <> (SELECT count(*) FROM event_journal j WHERE j.event_id = h.event_id)", "journals are not as long as their heads say");
        await Expect(0, """
            SELECT count(*) FROM (SELECT s.event_id FROM stock s GROUP BY s.event_id
            HAVING sum(s.held) <> (SELECT count(*) FROM event_journal j WHERE j.event_id = s.event_id AND j.kind = 'held')) wrong
            """, "events hold something else than their journals say");
        return [.. wrong.Select(sentence => $"many events: {sentence}")];

        async Task Expect(long expected, string sql, string what)
        {
            if (await database.Source.Number(sql) is var found && found != expected)
            {
                wrong.Add($"{found} {what}, not {expected}.");
            }
        }
    }

    private static T Granted<T>(Result<T> result) =>
        result.Succeeded ? result.Value : throw new InvalidOperationException($"The event refused: {result.Refusal}");
}
