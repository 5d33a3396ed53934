using System.Diagnostics;
using EventTicket.Bench.Engine;
using Npgsql;

namespace EventTicket.Bench.Catalogue;

/// <summary>Asks so many questions a second, whether or not the ones before were answered; each takes from when it was to be asked until its answer is there.</summary>
internal sealed class CatalogueRun(Target target, int events, int rate, TimeSpan lasts)
{
    private readonly Dictionary<string, Latencies> times = Question.Kinds.ToDictionary(kind => kind, _ => new Latencies());
    private readonly List<string> violations = [];

    public async Task<CatalogueReport> Go(TextWriter progress)
    {
        using var gateway = new Gateway(target.Gateway);
        await using var database = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(target.ConnectionString) { CommandTimeout = 0 });
        await progress.WriteLineAsync($"Filling the catalogue with {events} events");
        var began = Stopwatch.StartNew();
        await Filling.Fill(database, events);
        await progress.WriteLineAsync($"Filled in {began.Elapsed.TotalSeconds:F0} s; asking {rate} times a second for {lasts.TotalSeconds:F0} s");
        var visitors = await Visitors.Of(database);
        await Ask(gateway, visitors, lasts / 4, measured: false);
        await Ask(gateway, visitors, lasts, measured: true);
        violations.AddRange(await Honesty.Check(gateway, database, visitors));
        return new(await database.Number("SELECT count(*) FROM events"), rate, times, violations);
    }

    private async Task Ask(Gateway gateway, Visitors visitors, TimeSpan spell, bool measured)
    {
        var count = (int)(rate * spell.TotalSeconds);
        var began = Stopwatch.GetTimestamp();
        List<Task> asked = [];
        for (var n = 0; n < count; n++)
        {
            var intended = TimeSpan.FromSeconds((double)n / rate);
            if (intended - Stopwatch.GetElapsedTime(began) is { Ticks: > 0 } early)
            {
                await Task.Delay(early);
            }

            asked.Add(One(visitors.Next(n), intended));
        }

        await Task.WhenAll(asked);

        async Task One(Question question, TimeSpan intended)
        {
            var answer = await gateway.Send(HttpMethod.Get, question.Path);
            var took = Stopwatch.GetElapsedTime(began) - intended;
            if (answer.Status != 200)
            {
                lock (violations)
                {
                    violations.Add($"{question.Path} answered {answer}.");
                }
            }

            if (measured)
            {
                times[question.Kind].Add((long)(took.TotalSeconds * Stopwatch.Frequency));
            }
        }
    }
}
