using System.Reflection;
using System.Runtime;
using System.Runtime.InteropServices;
using EventTicket.Dev;
using EventTicket.Dev.Processes;
using Npgsql;

namespace EventTicket.Bench.Engine;

/// <summary>On what it was measured.</summary>
/// <param name="Facts">Name and value, in the order to print them.</param>
internal sealed record Surroundings(IReadOnlyList<(string Name, string Value)> Facts)
{
    private static readonly string[] Settings =
        ["fsync", "synchronous_commit", "full_page_writes", "wal_sync_method", "commit_delay", "shared_buffers", "max_wal_size", "checkpoint_timeout", "data_checksums"];

    /// <param name="diskSync">What <see cref="DiskSync"/> found; null when it was not asked.</param>
    public static async Task<Surroundings> Read(Database database, string? diskSync)
    {
        List<(string, string)> facts =
        [
            ("processor", $"{Environment.ProcessorCount} × {Machine.Processor}"),
            ("system", $"{RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}, {(GCSettings.IsServerGC ? "server" : "workstation")} GC"),
            ("packages", $"Orleans {Version(typeof(Grain))}, Npgsql {Version(typeof(NpgsqlConnection))}"),
            ("source", await Commit()),
        ];
        await using var ask = database.Source.CreateCommand("SELECT 'PostgreSQL', current_setting('server_version') UNION ALL SELECT name, current_setting(name) FROM unnest($1) AS name");
        ask.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = Settings });
        await using var reader = await ask.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            facts.Add((reader.GetString(0), reader.GetString(1)));
        }

        facts.Add(("L3 pg_test_fsync", diskSync ?? "not measured"));
        return new(facts);
    }

    private static string Version(Type type) =>
        type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+', ' ')[0].TrimEnd('.') ?? "";

    private static async Task<string> Commit() =>
        Unix.Which("git") is { } git && await Unix.Run(git, ["-C", Repository.Root, "describe", "--always", "--dirty", "--abbrev=12"]) is (0, var commit) ? commit.Trim() : "unknown";
}
