using Npgsql;
using Orleans.Storage;

namespace EventTicket.Tests.Postgres;

public sealed class GrainStorageTests(PostgresServer server)
{
    private const string StateName = "test-counter";
    private static readonly GrainType Counters = GrainType.Create("counter");

    [Fact]
    public async Task Twenty_first_writes_of_one_grain_at_once_leave_one_row()
    {
        var database = await server.NewDatabase();
        await using var silo = await RunningSilo.Start(database);
        var grain = GrainId.Create("counter", "one");

        var outcomes = await Task.WhenAll(Enumerable.Range(1, 20).Select(n => Task.Run(async () =>
        {
            try
            {
                await silo.Storage.WriteStateAsync(StateName, grain, new GrainState<Counter> { State = new Counter { Count = n } });
                return n;
            }
            catch (InconsistentStateException)
            {
                return 0;
            }
        })));

        var winner = Assert.Single(outcomes, n => n > 0);
        Assert.Equal(1L, await Query<long>(database, "SELECT count(*) FROM grain_state"));
        Assert.Equal(winner, (await Read(silo, grain)).State!.Count);
    }

    [Fact]
    public async Task The_second_writer_of_a_version_is_told()
    {
        await using var silo = await RunningSilo.Start(await server.NewDatabase());
        var grain = GrainId.Create("counter", Guid.NewGuid().ToString("N"));
        await silo.Storage.WriteStateAsync(StateName, grain, new GrainState<Counter> { State = new Counter { Count = 1 } });
        var (first, second) = (await Read(silo, grain), await Read(silo, grain));

        first.State = new Counter { Count = 2 };
        await silo.Storage.WriteStateAsync(StateName, grain, first);
        second.State = new Counter { Count = 3 };

        await Assert.ThrowsAsync<InconsistentStateException>(() => silo.Storage.WriteStateAsync(StateName, grain, second));
        await Assert.ThrowsAsync<InconsistentStateException>(() => silo.Storage.ClearStateAsync(StateName, grain, second));
        Assert.Equal(2, (await Read(silo, grain)).State!.Count);
    }

    [Fact]
    public async Task Stored_zero_false_and_nothing_come_back_as_such()
    {
        await using var silo = await RunningSilo.Start(await server.NewDatabase());
        var grain = GrainId.Create("counter", "zero");

        await silo.Storage.WriteStateAsync(StateName, grain, new GrainState<Counter> { State = new Counter { Count = 0, Open = false, Note = null } });

        var read = await Read(silo, grain);
        Assert.True(read.RecordExists);
        Assert.Equal(new Counter { Count = 0, Open = false, Note = null }, read.State);
    }

    [Fact]
    public async Task A_cleared_state_is_gone_and_can_be_written_again()
    {
        var database = await server.NewDatabase();
        await using var silo = await RunningSilo.Start(database);
        var grain = GrainId.Create("counter", "again");
        var state = new GrainState<Counter> { State = new Counter { Count = 5 } };
        await silo.Storage.WriteStateAsync(StateName, grain, state);

        await silo.Storage.ClearStateAsync(StateName, grain, state);

        Assert.Equal(0L, await Query<long>(database, "SELECT count(*) FROM grain_state"));
        Assert.False((await Read(silo, grain)).RecordExists);
        state.State = new Counter { Count = 6 };
        await silo.Storage.WriteStateAsync(StateName, grain, state);
        Assert.Equal(6, (await Read(silo, grain)).State!.Count);
    }

    [Fact]
    public async Task Grains_with_other_keys_and_states_with_other_names_have_rows_of_their_own()
    {
        var database = await server.NewDatabase();
        await using var silo = await RunningSilo.Start(database);
        var id = Guid.NewGuid();
        (string Name, GrainId Grain)[] places =
        [
            (StateName, GrainId.Create(Counters, GrainIdKeyExtensions.CreateGuidKey(id))),
            (StateName, GrainId.Create(Counters, GrainIdKeyExtensions.CreateGuidKey(id, "extension"))),
            (StateName, GrainId.Create(Counters, GrainIdKeyExtensions.CreateIntegerKey(7))),
            (StateName, GrainId.Create("counter", "anna@example.com")),
            ("test-other", GrainId.Create(Counters, GrainIdKeyExtensions.CreateGuidKey(id))),
        ];

        foreach (var (place, number) in places.Select((place, number) => (place, number)))
        {
            await silo.Storage.WriteStateAsync(place.Name, place.Grain, new GrainState<Counter> { State = new Counter { Count = number } });
        }

        foreach (var (place, number) in places.Select((place, number) => (place, number)))
        {
            Assert.Equal(number, (await Read(silo, place.Grain, place.Name)).State!.Count);
        }

        Assert.Contains("\"Count\":3", await Query<string>(database, "SELECT state FROM grain_state_readable WHERE key_text = 'anna@example.com'"), StringComparison.Ordinal);
    }

    private static async Task<GrainState<Counter>> Read(RunningSilo silo, GrainId grain, string name = StateName)
    {
        var state = new GrainState<Counter>();
        await silo.Storage.ReadStateAsync(name, grain, state);
        return state;
    }

    private static async Task<T> Query<T>(string database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    private sealed record Counter
    {
        public int Count { get; init; } = 100;

        public bool Open { get; init; } = true;

        public string? Note { get; init; } = "unset";
    }
}
