using Npgsql;

namespace EventTicket.Bench.Engine;

/// <summary>
/// What a shop without a journal would have: places to count down and a row per hold. Everything in its favour: no index but
/// the key, ids that come in order, no limit per person, no codes, no answer to a repeated request.
/// </summary>
internal sealed class HoldTable(NpgsqlDataSource database)
{
    public const string Insert = """
        INSERT INTO bench_holds (hold_id, event_id, ticket_type_id, person_id, quantity, operation, held_at, expires_at)
        """;

    /// <summary>Makes the tables anew.</summary>
    /// <param name="parts">How many rows the places are split over.</param>
    public Task Open(int parts) => database.Do(
        $"""
        DROP TABLE IF EXISTS bench_stock, bench_holds;
        CREATE TABLE bench_stock (
          part     int PRIMARY KEY,
          capacity int NOT NULL,
          held     int NOT NULL DEFAULT 0 CHECK (held >= 0),
          CHECK (held <= capacity)
        ) WITH (fillfactor = 50);
        CREATE TABLE bench_holds (
          hold_id        uuid PRIMARY KEY,
          event_id       uuid NOT NULL,
          ticket_type_id uuid NOT NULL,
          person_id      uuid NOT NULL,
          quantity       int NOT NULL,
          operation      text NOT NULL,
          held_at        timestamptz NOT NULL,
          expires_at     timestamptz NOT NULL
        );
        INSERT INTO bench_stock (part, capacity) SELECT part, 1000000 / {parts} FROM generate_series(0, {parts - 1}) AS part;
        """);

    public async Task<IReadOnlyList<string>> Check(Acknowledged told)
    {
        var written = await database.Ids("SELECT hold_id FROM bench_holds");
        var held = await database.Number("SELECT sum(held) FROM bench_stock");
        var oversold = await database.Number("SELECT count(*) FROM bench_stock WHERE held > capacity");
        return
        [
            .. told.Compare(written),
            .. held == told.Count ? Array.Empty<string>() : [$"{held} places are held, and {told.Count} holds were acknowledged."],
            .. oversold == 0 ? Array.Empty<string>() : [$"{oversold} rows are oversold."],
        ];
    }

    public Task Drop() => database.Do("DROP TABLE bench_stock, bench_holds");
}
