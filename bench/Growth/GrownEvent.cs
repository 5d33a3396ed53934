using System.Diagnostics;
using EventTicket.Bench.Engine;
using EventTicket.Events;
using EventTicket.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Core.Internal;

namespace EventTicket.Bench.Growth;

/// <summary>An event of which so many tickets are sold, in a database and with a silo of its own. Whatever is held is taken back, so that each round finds it the same.</summary>
internal sealed class GrownEvent : IAsyncDisposable
{
    private readonly Database database;
    private readonly EngineSilo silo;
    private readonly IEventGrain grain;
    private BusyEvent sale = null!;

    private GrownEvent(Database database, EngineSilo silo) =>
        (this.database, this.silo, grain) = (database, silo, silo.Inside.Event(Guid.CreateVersion7()));

    public int Sold { get; private set; }

    /// <summary>Facts in its journal while nothing is held.</summary>
    public long Rows { get; private set; }

    private Guid EventId => grain.GetPrimaryKey();

    /// <summary>Sells the tickets by the event's rules and writes their facts as the journal's rows, in bulk.</summary>
    public static async Task<GrownEvent> Sell(string connectionString, int tickets)
    {
        var grown = new GrownEvent(new Database(connectionString), await EngineSilo.Start(connectionString));
        var sheet = Granted(await grown.grain.Draft(BusyEvent.Draft()));
        foreach (var code in BusyEvent.Codes())
        {
            Granted(await grown.grain.KeepCode(code));
        }

        await grown.Deactivate();
        grown.sale = new BusyEvent([.. sheet.Definition.TicketTypes.Select(type => type.TicketTypeId)]);
        var state = await grown.Read();
        await SoldRows.Write(grown.database, state, new SoldTickets(state, state.LastAt).Sell(tickets, SoldTickets.Mixed));
        (grown.Sold, grown.Rows) = (state.Stock.Sum(stock => stock.Sold), state.LastSeq);
        return grown;
    }

    /// <summary>How long the first answer takes of an event that nobody has in memory.</summary>
    public async Task<TimeSpan> Activate()
    {
        GC.Collect();
        var began = Stopwatch.GetTimestamp();
        Granted(await grain.Read(BusyEvent.Manager));
        return Stopwatch.GetElapsedTime(began);
    }

    /// <summary>Takes so many places. Activate it first.</summary>
    public Task<RushFigures> Hold(int holds, Acknowledged told) => Rush.Go(holds, told, async () => Granted(await grain.Hold(sale.Next())).OrderId);

    /// <summary>What is wrong with what was held, one sentence each.</summary>
    public async Task<IReadOnlyList<string>> Check(Acknowledged told)
    {
        List<string> wrong = [.. told.Compare(await database.Source.Ids($"SELECT order_id FROM event_journal WHERE event_id = $1 AND kind = 'held' AND seq > {Rows}", EventId))];
        await Expect(told.Count, "SELECT sum(held) FROM stock WHERE event_id = $1", "places are held");
        await Expect(Sold, "SELECT sum(sold) FROM stock WHERE event_id = $1", "places are sold");
        await Expect(told.Count, "SELECT count(*) FROM orders WHERE event_id = $1 AND status = 'held'", "orders are held");
        await Expect(Rows + told.Count, "SELECT max(seq) FROM event_journal WHERE event_id = $1", "is the journal's last fact");
        await Expect(Rows + told.Count, "SELECT count(*) FROM event_journal WHERE event_id = $1", "facts are in the journal");
        await Expect(0, "SELECT count(*) FROM event_head WHERE closed IS NOT NULL AND event_id = $1", "sales are closed");
        return [.. wrong.Select(sentence => $"{Sold} sold: {sentence}")];

        async Task Expect(long expected, string sql, string what)
        {
            if (await database.Source.Number(sql, EventId) is var found && found != expected)
            {
                wrong.Add($"{found} {what}, not {expected}.");
            }
        }
    }

    /// <summary>Forgets the event and whatever is held of it.</summary>
    public async Task TakeBack()
    {
        await Deactivate();
        await database.Source.Do("DELETE FROM orders WHERE status = 'held'");
        await database.Source.Do($"DELETE FROM event_journal WHERE seq > {Rows}");
        await database.Source.Do("UPDATE stock SET held = 0");
        await database.Source.Do($"UPDATE event_head SET last_seq = {Rows}, next_due = NULL, claimed_at = NULL");
        await database.Source.Do("VACUUM ANALYZE orders, event_journal, stock, event_head");
        await database.Source.Do("CHECKPOINT");
    }

    public async ValueTask DisposeAsync()
    {
        await silo.DisposeAsync();
        await database.DisposeAsync();
    }

    private async Task Deactivate() => await grain.AsReference<IGrainManagementExtension>().DeactivateOnIdle();

    private async Task<EventState> Read()
    {
        var state = new EventState(EventId);
        await foreach (var row in new PostgresJournal(database.Source, new DatabaseClock(TimeProvider.System, NullLogger<DatabaseClock>.Instance)).Read(EventId, 0))
        {
            state.Apply(FactCodec.Read(row));
        }

        return state;
    }

    private static T Granted<T>(Result<T> result) =>
        result.Succeeded ? result.Value : throw new InvalidOperationException($"The event refused: {result.Refusal}");
}
