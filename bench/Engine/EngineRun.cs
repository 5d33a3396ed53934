using EventTicket.Events;
using Npgsql;
using Orleans.Runtime;

namespace EventTicket.Bench.Engine;

/// <summary>Measures every way to take places in turn, round after round, in a new order each time, on the same database.</summary>
/// <param name="connectionString">An empty database whose owner may do anything; it is filled and emptied again and again.</param>
/// <param name="only">Names of variants; null for all of them.</param>
/// <param name="rehearsal">What comes first and is checked but not counted: a program that has just started runs code that is not optimised yet. Null for none.</param>
internal sealed class EngineRun(string connectionString, int rounds, Spell spell, IReadOnlyList<string>? only = null, Spell? rehearsal = null)
{
    private readonly Acknowledged told = new();
    private readonly BatchSize size = new();

    public async Task<EngineReport> Go(TextWriter progress, string? diskSync = null)
    {
        await using var database = new Database(connectionString);
        await using var silo = await EngineSilo.Start(connectionString);
        var variants = Variants.All(database, silo, size).Where(variant => only?.Contains(variant.Key) ?? true).ToList();
        var surroundings = await Surroundings.Read(database, diskSync);
        List<Measurement> measured = [];
        List<string> violations = [];
        for (var round = rehearsal is null ? 1 : 0; round <= rounds; round++)
        {
            await progress.WriteLineAsync(round == 0 ? "Rehearsal, not counted" : $"Round {round} of {rounds}, load {Machine.Load:F2}");
            foreach (var variant in Variants.Shuffled(variants))
            {
                try
                {
                    var (measurement, wrong) = await Measure(variant, round, database, silo);
                    if (round > 0)
                    {
                        measured.Add(measurement);
                    }

                    violations.AddRange(wrong.Select(sentence => $"{variant.Key}, round {round}: {sentence}"));
                    await progress.WriteLineAsync($"  {measurement}");
                }
                catch (Exception broken) when (broken is InvalidOperationException or TimeoutException or NpgsqlException or OrleansException or OutcomeUnknownException)
                {
                    violations.Add($"{variant.Key}, round {round}: broke off: {broken.Message}");
                }
            }
        }

        return new EngineReport(surroundings, variants, measured, violations);
    }

    private async Task<(Measurement Measured, IReadOnlyList<string> Wrong)> Measure(Variant variant, int round, Database database, EngineSilo silo)
    {
        told.Forget();
        await variant.Prepare();
        try
        {
            // Nobody pays for what another has left in memory or has not written to its place on disk yet.
            GC.Collect();
            await database.Source.Do("CHECKPOINT");
            var before = await DatabaseCounters.Read(database.Source, CloseConnections);
            var (load, inUse) = (Machine.Load, await Machine.InUse());

            var window = await new Callers(variant, told).Go(round == 0 ? rehearsal! : spell);

            var done = await DatabaseCounters.Read(database.Source, CloseConnections) - before;
            var measurement = new Measurement(variant, round, window, variant.UsesDatabase ? new PerHold(done, told.Count) : null, load, inUse);
            if (variant.Key == Variants.Ours)
            {
                size.Learn(measurement.Database!.Commits);
            }

            return (measurement, await variant.Check(told));
        }
        finally
        {
            CloseConnections();
            await variant.CleanUp();
        }

        void CloseConnections()
        {
            variant.CloseConnections();
            silo.CloseConnections();
        }
    }
}
