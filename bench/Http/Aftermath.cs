using System.Diagnostics;
using Npgsql;

namespace EventTicket.Bench.Http;

/// <summary>What goes on after the answers: money is taken, the sandbox's webhooks are handled, receipts are written.</summary>
internal sealed class Aftermath(Target target)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(20);

    private static readonly (string What, string Left)[] Parts =
    [
        ("money taken", "SELECT count(*) FROM payments WHERE next_at IS NOT NULL"),
        ("webhooks handled", "SELECT count(*) FROM provider_events WHERE next_at IS NOT NULL"),
        ("mails left", "SELECT count(*) FROM outbox WHERE state = 'waiting'"),
    ];

    /// <summary>Waits until nothing is left of any part.</summary>
    /// <returns>How long each part took, from now.</returns>
    public async Task<IReadOnlyList<(string What, TimeSpan Took)>> Wait()
    {
        await using var database = NpgsqlDataSource.Create(target.ConnectionString);
        var began = Stopwatch.GetTimestamp();
        List<(string, TimeSpan)> took = [];
        foreach (var (what, left) in Parts)
        {
            for (var still = await Count(database, left); still > 0; still = await Count(database, left))
            {
                if (Stopwatch.GetElapsedTime(began) > Patience)
                {
                    throw new TimeoutException($"{what}: {still} are still to come after {Patience.TotalMinutes} minutes.");
                }

                await Task.Delay(100);
            }

            took.Add((what, Stopwatch.GetElapsedTime(began)));
        }

        return took;
    }

    private static async Task<long> Count(NpgsqlDataSource database, string question)
    {
        await using var command = database.CreateCommand(question);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
