using System.Collections.Concurrent;
using System.Globalization;

namespace EventTicket.Tests.Simulation;

/// <summary>
/// Thousands of lives of a payment with the real rules and steps. How many is set by <c>MONEY_HISTORIES</c> (10,000 unless said), from which seed on by
/// <c>MONEY_SEED</c>: <c>MONEY_HISTORIES=100000 ./test --filter-class '*MoneySimulation*'</c>.
/// </summary>
public sealed class MoneySimulationTests
{
    private static int Histories => Setting("MONEY_HISTORIES", 10_000);

    private static int FirstSeed => Setting("MONEY_SEED", 1);

    [Fact]
    public void Every_history_ends_with_ledgers_that_agree()
    {
        var failures = Failures(Histories, new Safeguards());

        Assert.True(failures.IsEmpty, failures.FirstOrDefault());
    }

    [Fact]
    public void Without_idempotency_keys_it_fails() => Assert.NotEmpty(Failures(3_000, new Safeguards { IdempotencyKeys = false }));

    [Fact]
    public void Without_recording_before_the_call_it_fails() => Assert.NotEmpty(Failures(3_000, new Safeguards { RecordBeforeCall = false }));

    [Fact]
    public void Without_asking_before_the_release_it_fails() => Assert.NotEmpty(Failures(3_000, new Safeguards { AskBeforeRelease = false }));

    [Fact]
    public void Without_deciding_once_it_fails() => Assert.NotEmpty(Failures(3_000, new Safeguards { DecidedOnce = false }));

    // Every step asks the event and the bank what is true, so that two activations seldom do harm even when both write: one history in 4,000.
    [Fact]
    public void Without_conditional_transitions_it_fails() => Assert.NotEmpty(Failures(30_000, new Safeguards { ConditionalTransitions = false }));

    /// <summary>The seeds whose histories end badly, and why; as soon as one does when that is expected.</summary>
    private static ConcurrentBag<string> Failures(int histories, Safeguards safeguards)
    {
        var found = new ConcurrentBag<string>();
        Parallel.For(FirstSeed, FirstSeed + histories, (seed, run) =>
        {
            if (new MoneyHistory(seed, safeguards).Live() is { Count: > 0 } findings)
            {
                found.Add($"seed {seed}: {string.Join("; ", findings)}\n{Story(seed, safeguards)}");
                run.Stop();
            }
        });
        return found;
    }

    private static string Story(int seed, Safeguards safeguards)
    {
        List<string> story = [];
        new MoneyHistory(seed, safeguards, story).Live();
        return string.Join('\n', story);
    }

    private static int Setting(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
