using EventTicket.Events;

namespace EventTicket.Tests.Rules;

public sealed class EventStateHistoryTests
{
    private static readonly Type[] KindsOfFacts = [.. typeof(Fact).Assembly.GetTypes().Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(Fact)))];

    [Fact]
    public async Task A_replay_of_known_histories_in_which_everything_happens_is_the_state_that_lived_and_the_stock_rows()
    {
        var histories = await Task.WhenAll(Enumerable.Range(1, 5).Select(seed => Task.Run(() => Lived(seed))));

        Assert.Empty(KindsOfFacts.Except(histories.SelectMany(history => history.Facts).Select(fact => fact.GetType())).Select(kind => kind.Name));
    }

    /// <summary>A failure names the seed.</summary>
    [Fact]
    public async Task A_replay_of_a_history_that_nobody_has_tried_before_is_the_state_that_lived_and_the_stock_rows() => await Lived(Random.Shared.Next());

    private static async Task<RandomHistory> Lived(int seed)
    {
        var history = new RandomHistory(seed, new InMemoryJournal());
        await history.Live(steps: 5_000);
        return history;
    }
}
