using EventTicket.Hosting;
using System.Reflection;
using EvolveDb;
using EvolveDb.Configuration;
using Npgsql;

namespace EventTicket.Silo;

/// <summary>Brings the tables up to date with the numbered scripts in <c>sql/</c>, which travel inside this program.</summary>
internal static class DatabaseUpgrade
{
    // Any number, the same in every silo. Silos that start together take turns here, each woken at once; Evolve's own
    // lock would let them look again every few seconds.
    private const long Turn = 0x5449434B45540001;

    /// <summary>Applies each script that the database has not seen, in order, each in its own transaction.</summary>
    /// <param name="connection">An open connection outside the pools.</param>
    /// <exception cref="StartRefusedException">A script failed, or one that was applied has been changed since.</exception>
    public static async Task Run(NpgsqlConnection connection, ILogger log, CancellationToken stopping)
    {
        await using (var lockTurn = new NpgsqlCommand("SELECT pg_advisory_lock($1)", connection) { Parameters = { new() { Value = Turn } } })
        {
            await lockTurn.ExecuteNonQueryAsync(stopping);
        }

        try
        {
            Apply(connection, log);
        }
        finally
        {
            await using var unlock = new NpgsqlCommand("SELECT pg_advisory_unlock($1)", connection) { Parameters = { new() { Value = Turn } } };
            await unlock.ExecuteNonQueryAsync(CancellationToken.None);
        }
    }

    private static void Apply(NpgsqlConnection connection, ILogger log)
    {
        var evolve = new Evolve(connection, message => log.LogDebug("{Message}", message))
        {
            EmbeddedResourceAssemblies = [Assembly.GetExecutingAssembly()],
            EmbeddedResourceFilters = ["sql."],
            MetadataTableName = "schema_version",
            TransactionMode = TransactionKind.CommitEach,
            CommandTimeout = 600,
            IsEraseDisabled = true,
        };
        try
        {
            evolve.Migrate();
        }
        catch (EvolveException failed)
        {
            throw new StartRefusedException(
                $"The database {connection.Host}:{connection.Port}/{connection.Database} could not be brought up to date: {failed.GetBaseException().Message} ({failed.Message}) "
                + "A script that was applied once must stay as it was; changes come as a new one with the next number.");
        }

        if (evolve.NbMigration > 0)
        {
            log.LogInformation("Applied {Count} database scripts: {Scripts}", evolve.NbMigration, string.Join(", ", evolve.AppliedMigrations));
        }
    }
}
