using System.Collections.Concurrent;
using System.Text.Json;

namespace EventTicket.Bench.LogIns;

/// <summary>
/// What 200 log-ins at once do to somebody who only reads pages, and whether a known address can be told from an unknown one by the time
/// an answer takes.
/// </summary>
internal sealed class LogInRun(Target target)
{
    private const int AtOnce = 200;
    private const int Samples = 100;
    private const int Rounds = 5;
    private const string Password = "a quiet harbour wall";

    private static readonly TimeSpan Spell = TimeSpan.FromSeconds(8);

    public async Task<LogInReport> Go(TextWriter progress)
    {
        using var people = new Gateway(target.Gateway);
        using var reader = new Gateway(target.Gateway);
        await progress.WriteLineAsync($"Preparing: {AtOnce} accounts");
        await Parallel.ForEachAsync(Enumerable.Range(0, AtOnce), new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (n, _) => await Register(people, n));

        var (calm, busy) = (new List<TimeSpan>(), new List<TimeSpan>());
        var answers = new ConcurrentBag<Answer>();
        await Read(reader, Task.Delay(TimeSpan.FromSeconds(5)));
        for (var round = 1; round <= Rounds; round++)
        {
            await progress.WriteLineAsync($"Round {round} of {Rounds}: pages alone, then beside {AtOnce} log-ins");
            calm.AddRange(await Read(reader, Task.Delay(Spell)));
            busy.AddRange(await Read(reader, Task.WhenAll(Enumerable.Range(0, AtOnce).Select(async n => answers.Add(await LogIn(people, Known(n), Password))))));
        }

        await progress.WriteLineAsync($"Known and unknown addresses in turn, {Samples} each");
        var times = new Dictionary<string, List<TimeSpan>>();
        var bodies = new Dictionary<string, HashSet<string>>();
        for (var n = 0; n < Samples; n++)
        {
            await Time("log-in, known", "log-in", () => LogIn(people, Known(n), "not the password"));
            await Time("log-in, unknown", "log-in", () => LogIn(people, $"nobody{n}@bench.test", "not the password"));
            await Time("reset, known", "reset", () => Reset(people, Known(n)));
            await Time("reset, unknown", "reset", () => Reset(people, $"nobody{n}@bench.test"));
        }

        return new(calm, busy, [.. answers], times, bodies.ToDictionary(body => body.Key, body => body.Value.Count));

        async Task Time(string what, string kind, Func<Task<Answer>> call)
        {
            var answer = await call();
            (times.TryGetValue(what, out var list) ? list : times[what] = []).Add(answer.Took);
            (bodies.TryGetValue(kind, out var set) ? set : bodies[kind] = []).Add($"{answer.Status} {answer.Text}");
        }
    }

    /// <summary>One reader, one page after the other, until the work is done.</summary>
    private static async Task<List<TimeSpan>> Read(Gateway gateway, Task work)
    {
        var times = new List<TimeSpan>();
        while (!work.IsCompleted)
        {
            var answer = await gateway.Send(HttpMethod.Get, "/catalog/events?limit=20");
            times.Add(answer.Status == 200 ? answer.Took : throw new InvalidOperationException($"A page answered {answer.Status}: {answer.Text}"));
            await Task.Delay(5);
        }

        await work;
        return times;
    }

    private static async Task Register(Gateway gateway, int n)
    {
        var answer = await gateway.Send(HttpMethod.Post, "/auth/register", body: new { email = Known(n), password = Password, name = $"Reader {n}" });
        if (answer.Status != 201)
        {
            throw new InvalidOperationException($"Account {n} was refused: {answer.Status} {answer.Text}");
        }
    }

    private static Task<Answer> LogIn(Gateway gateway, string email, string password) =>
        gateway.Send(HttpMethod.Post, "/auth/login", body: new { email, password });

    private static Task<Answer> Reset(Gateway gateway, string email) =>
        gateway.Send(HttpMethod.Post, "/password_reset/request", body: new { email });

    private static string Known(int n) => $"reader{n}@bench.test";
}
