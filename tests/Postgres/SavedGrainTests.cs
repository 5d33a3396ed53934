using EventTicket.Hosting;
using Npgsql;

namespace EventTicket.Tests.Postgres;

public sealed class SavedGrainTests(PostgresServer server)
{
    [Fact]
    public async Task A_grain_whose_save_failed_shows_nothing_that_was_not_saved()
    {
        var database = await server.NewDatabase();
        await using var silo = await RunningSilo.Start(database);
        var grain = silo.Grains.GetGrain<ISavedCounterGrain>("one");
        Assert.Equal(1, await grain.Add(1));
        await Execute(database, "UPDATE grain_state SET version = version + 1, payload = convert_to('{\"Count\":40}', 'UTF8')");

        var failure = await Assert.ThrowsAsync<OutcomeUnknownException>(() => grain.Add(1));

        Assert.Contains("InconsistentStateException", failure.Message, StringComparison.Ordinal);
        Assert.Equal(40, await grain.Read());
        Assert.Equal(42, await grain.Add(2));
    }

    [Fact]
    public async Task A_database_error_reaches_the_caller_as_an_unknown_outcome()
    {
        var database = await server.NewDatabase();
        await using var silo = await RunningSilo.Start(database);
        var grain = silo.Grains.GetGrain<ISavedCounterGrain>("two");
        await Execute(database, "ALTER TABLE grain_state ADD CONSTRAINT full_disk CHECK (version < 2)");
        Assert.Equal(1, await grain.Add(1));

        await Assert.ThrowsAsync<OutcomeUnknownException>(() => grain.Add(1));
        Assert.Equal(1, await grain.Read());

        await Execute(database, "ALTER TABLE grain_state DROP CONSTRAINT full_disk");
        Assert.Equal(2, await grain.Add(1));
    }

    [Fact]
    public async Task A_forgotten_state_starts_anew()
    {
        await using var silo = await RunningSilo.Start(await server.NewDatabase());
        var grain = silo.Grains.GetGrain<ISavedCounterGrain>("three");
        await grain.Add(5);

        await grain.Clear();

        Assert.Equal(0, await grain.Read());
        Assert.Equal(3, await grain.Add(3));
    }

    private static async Task Execute(string database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}

[Alias("EventTicket.Tests.ISavedCounterGrain")]
public interface ISavedCounterGrain : IGrainWithStringKey
{
    [Alias("Add")]
    Task<int> Add(int amount);

    [Alias("Read")]
    Task<int> Read();

    [Alias("Clear")]
    Task Clear();
}

internal sealed record SavedCounter
{
    public int Count { get; init; }
}

internal sealed class SavedCounterGrain([PersistentState("test-saved-counter")] IPersistentState<SavedCounter> saved)
    : SavedGrain<SavedCounter>(saved), ISavedCounterGrain
{
    public async Task<int> Add(int amount)
    {
        await Save(State with { Count = State.Count + amount });
        return State.Count;
    }

    public Task<int> Read() => Task.FromResult(State.Count);

    public Task Clear() => Forget();
}
