using EventTicket.Bench.Engine;
using EventTicket.Bench.Lines;
using EventTicket.Dev;
using Npgsql;

namespace EventTicket.Bench.Http;

/// <summary>Measures the way over HTTP: an empty answer, an empty call of somebody signed in, holds and paid orders in turn, round after round.</summary>
/// <param name="processes">What runs, for what it costs.</param>
/// <param name="only">Names of variants; null for all.</param>
internal sealed class HttpRun(Target target, Func<RunFile> processes, HttpSizes sizes, IReadOnlyList<string>? only = null)
{
    public static readonly IReadOnlyList<string> Names = ["empty-answer", "empty-call", "hold", "paid-order"];

    public async Task<HttpReport> Go(TextWriter progress)
    {
        using var gateway = new Gateway(target.Gateway);
        await progress.WriteLineAsync($"Preparing: {sizes.People} accounts with a session each");
        var people = await SignedIn.Make(gateway, target, sizes.People);
        var callers = Enumerable.Range(0, sizes.Connections).Select(_ => new Caller(new Line(target.Gateway))).ToList();
        await SignedIn.LookAround(people, [.. callers.Select(caller => caller.Line)]);

        var sales = new Sales(gateway, target, people);
        var variants = ((HttpVariant[])[new EmptyAnswer(), new EmptyCall(people), new Holds(sales, target), new PaidOrders(sales, target, people)])
            .Where(variant => only?.Contains(variant.Key) ?? true).ToArray();
        await using var database = new Database(target.ConnectionString);
        var surroundings = await Surroundings.Read(database, null);
        List<HttpMeasurement> measured = [];
        List<string> violations = [];
        for (var round = sizes.Rehearsal is null ? 1 : 0; round <= sizes.Rounds; round++)
        {
            await progress.WriteLineAsync(round == 0 ? "Rehearsal, not counted" : $"Round {round} of {sizes.Rounds}, load {Machine.Load:F2}");
            Random.Shared.Shuffle(variants);
            foreach (var variant in variants)
            {
                try
                {
                    var (measurement, wrong) = await Measure(variant, round, callers, database);
                    await progress.WriteLineAsync($"  {measurement}");
                    violations.AddRange(wrong.Select(sentence => $"{variant.Key}, round {round}: {sentence}"));
                    if (round > 0)
                    {
                        measured.Add(measurement);
                    }
                }
                catch (Exception broken) when (broken is InvalidOperationException or TimeoutException or NpgsqlException)
                {
                    violations.Add($"{variant.Key}, round {round}: broke off: {broken.Message}");
                }
            }
        }

        callers.ForEach(caller => caller.Dispose());
        return new HttpReport(surroundings, sizes, [.. Names.Select(name => variants.FirstOrDefault(variant => variant.Key == name)).OfType<HttpVariant>()], measured, violations);
    }

    private async Task<(HttpMeasurement Measured, IReadOnlyList<string> Wrong)> Measure(HttpVariant variant, int round, List<Caller> callers, Database database)
    {
        callers.ForEach(caller => caller.Forget());
        await variant.Prepare();
        GC.Collect();
        await database.Source.Do("CHECKPOINT");
        var (load, inUse) = (Machine.Load, await Machine.InUse());

        var before = CpuTimes.Read(processes());
        Load asking = sizes.Rate is { } rate ? new OpenLoop(variant, rate) : new ClosedLoop(variant);
        var window = await asking.Go(callers, round == 0 ? sizes.Rehearsal! : sizes.Spell);
        var aftermath = await variant.Settle();
        var used = CpuTimes.Read(processes()) - before;
        var strange = callers.SelectMany(caller => caller.Strange).GroupBy(answer => answer.Key, answer => answer.Value).ToList();
        var later = strange.Where(answer => answer.Key.IsLater).Sum(answer => answer.Sum());
        return (
            new HttpMeasurement(variant.Key, round, window, asking.Asked, used, aftermath, later, load, inUse),
            [.. strange.Where(answer => !answer.Key.IsLater).Select(answer => $"{answer.Key} ({answer.Sum()} times)"), .. await variant.Check(callers)]);
    }
}

/// <summary>How much is asked.</summary>
/// <param name="People">Accounts, each with a session.</param>
/// <param name="Connections">How many ask at the same time, each over a line of their own.</param>
/// <param name="Rate">How many ask in a second; null to ask again as soon as there is an answer.</param>
/// <param name="Rehearsal">What comes first and is checked but not counted: a program that has just started runs code that is not optimised yet. Null for none.</param>
internal sealed record HttpSizes(int Rounds, Spell Spell, int People, int Connections, int? Rate, Spell? Rehearsal);
