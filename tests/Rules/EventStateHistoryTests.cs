using EventTicket.Events;

namespace EventTicket.Tests.Rules;

public sealed class EventStateHistoryTests
{
    private static readonly Type[] KindsOfFacts = [.. typeof(Fact).Assembly.GetTypes().Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(Fact)))];

    /// <summary>Fixed seeds, and one that nobody has tried before; a failure names it.</summary>
    public static TheoryData<int> Seeds => [.. Known, Random.Shared.Next()];

    private static readonly int[] Known = [1, 2, 3, 4, 5];

    [Theory, MemberData(nameof(Seeds), DisableDiscoveryEnumeration = true)]
    public async Task A_replay_of_any_history_is_the_state_that_lived_and_the_stock_rows(int seed)
    {
        var history = new RandomHistory(seed, new InMemoryJournal());

        await history.Live(steps: 5_000);

        // Chance may leave something out; not in the histories that are known.
        Assert.Empty(Known.Contains(seed) ? KindsOfFacts.Except(history.Facts.Select(fact => fact.GetType())) : []);
    }
}
