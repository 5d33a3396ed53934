using System.Collections.Immutable;
using System.Net;
using System.Text;
using EventTicket.Catalogue;
using EventTicket.Events;
using EventTicket.Web.Live;

namespace EventTicket.Tests.Web.Live;

/// <summary>Who watches and who is told, without a clock and without a line.</summary>
public sealed class LiveHubTests
{
    private static readonly IPAddress Here = IPAddress.Loopback;
    private static readonly Guid Event = Guid.NewGuid();

    private readonly LiveHub hub = new(new(Pages: 1_000, PerAddress: 1_000));
    private readonly List<ImmutableArray<Guid>> asked = [];
    private readonly List<Guid> forgotten = [];

    [Fact]
    public async Task However_many_watch_an_event_one_look_asks_once()
    {
        var other = Guid.NewGuid();
        var watchers = Enumerable.Range(0, 900).Select(_ => Join()).Append(Join(other)).ToList();

        await Round(free: 10).Go();

        Assert.Equal([Event, other], Assert.Single(asked).Order(Comparer<Guid>.Create((one, _) => one == Event ? -1 : 1)));
        Assert.All(await Task.WhenAll(watchers.Select(Read)), told => Assert.Contains("\"left\":\"few\"", Assert.Single(told), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Many_events_are_asked_about_in_several_questions()
    {
        for (var i = 0; i < LiveRound.Together + 1; i++)
        {
            Join(Guid.NewGuid());
        }

        await Round(free: 10).Go();

        Assert.Equal([LiveRound.Together, 1], asked.Select(events => events.Length));
    }

    [Fact]
    public async Task What_was_told_rests_for_one_look()
    {
        Join();

        await Round(free: 10).Go();
        var round = Round(free: 0);
        for (var look = 0; look < 4; look++)
        {
            await round.Go();
        }

        // Told at once, rested, and then nothing was new.
        Assert.Equal([1, 1, 1, 1], asked.Select(events => events.Length));
    }

    [Fact]
    public async Task What_is_remembered_of_an_event_is_forgotten_once_and_before_anybody_is_told()
    {
        var reading = Join().Messages().GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(await reading.MoveNextAsync());
        var forgets = new List<(Guid Event, bool Told)>();
        void Forget(Guid eventId) => forgets.Add((eventId, reading.MoveNextAsync().AsTask().IsCompleted));

        await hub.Tell(Event, Message("none"), Forget);
        await hub.Tell(Event, Message("none"), Forget);

        Assert.Equal([(Event, false)], forgets);
    }

    [Fact]
    public async Task A_look_forgets_what_it_has_news_of()
    {
        Join();

        await Round(free: 10).Go();
        await Round(free: 10).Go();

        Assert.Equal([Event], forgotten);
    }

    [Fact]
    public async Task When_the_last_one_leaves_nobody_is_asked()
    {
        var (ada, ben) = (Join(), Join());
        ada.Dispose();
        await Round(free: 10).Go();
        Assert.Single(asked);

        ben.Dispose();
        await Round(free: 10).Go();

        Assert.Single(asked);
        Assert.Empty(hub.Watched);
    }

    [Fact]
    public async Task Who_does_not_read_gets_the_newest_only()
    {
        var ada = Join();

        await hub.Tell(Event, Message("few"));
        await hub.Tell(Event, Message("none"));
        await hub.Tell(Event, Message("many"));

        Assert.Equal(["many"], await Read(ada));
    }

    [Fact]
    public async Task What_is_known_already_is_not_told_again()
    {
        var ada = Join();
        var reading = ada.Messages().GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(await reading.MoveNextAsync());

        await hub.Tell(Event, Message("first"));

        Assert.Empty(await Read(ada));
    }

    [Fact]
    public async Task Who_comes_later_is_told_how_it_stands_now()
    {
        Join();
        await hub.Tell(Event, Message("none"));

        Assert.Equal(["none"], await Read(Join()));
    }

    [Fact]
    public async Task Who_leaves_silences_nobody_else()
    {
        var (ada, ben, cleo) = (Join(), Join(), Join());
        ada.Dispose();
        cleo.Dispose();

        await hub.Tell(Event, Message("none"));

        Assert.Equal(["none"], await Read(ben));
    }

    [Fact]
    public async Task In_all_turns_together_everybody_gets_one_heartbeat()
    {
        var watchers = Enumerable.Range(0, (LiveHub.Turns * 2) + 1).Select(_ => Join()).ToList();
        var heard = watchers.Select(watcher => watcher.Messages().GetAsyncEnumerator(TestContext.Current.CancellationToken)).ToList();
        foreach (var first in heard)
        {
            Assert.True(await first.MoveNextAsync());
        }

        for (var turn = 0; turn < LiveHub.Turns; turn++)
        {
            hub.Beat();
        }

        foreach (var watcher in watchers)
        {
            Assert.Equal([":"], await Read(watcher));
        }
    }

    [Fact]
    public async Task A_heartbeat_takes_no_message_s_place()
    {
        var ada = Join();

        for (var turn = 0; turn < LiveHub.Turns; turn++)
        {
            hub.Beat();
        }

        Assert.Equal(["first"], await Read(ada));
    }

    [Fact]
    public async Task An_event_that_is_not_shown_any_more_is_told_as_withdrawn_and_no_answer_as_nothing()
    {
        var ada = Join();
        await new LiveRound(hub, _ => Task.FromResult<Result<ImmutableArray<EventPlaces>>>(Refusal.Busy), forgotten.Add).Go();
        await new LiveRound(hub, _ => Task.FromResult<Result<ImmutableArray<EventPlaces>>>(ImmutableArray<EventPlaces>.Empty), forgotten.Add).Go();

        Assert.Contains("\"withdrawn\"", Assert.Single(await Read(ada)), StringComparison.Ordinal);
    }

    [Fact]
    public void Beyond_the_limits_pages_are_refused_until_one_closes()
    {
        var small = new LiveHub(new(Pages: 3, PerAddress: 2));
        var (there, elsewhere) = (IPAddress.Parse("192.0.2.1"), IPAddress.Parse("192.0.2.2"));
        var first = small.Join(Event, Here, []).Value!;
        Assert.True(small.Join(Guid.NewGuid(), Here, []).Succeeded);
        Assert.Equal(RefusalCode.TooManyRequests, small.Join(Event, Here, []).Refusal?.Code);
        Assert.True(small.Join(Event, there, []).Succeeded);

        var full = small.Join(Event, elsewhere, []).Refusal;
        Assert.Equal((RefusalCode.Busy, true), (full?.Code, full?.RetryAfter > TimeSpan.Zero));
        first.Dispose();
        Assert.True(small.Join(Event, Here, []).Succeeded);
    }

    [Fact]
    public async Task When_the_program_ends_every_line_does_and_none_begins()
    {
        var ada = Join();

        hub.Close();

        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await foreach (var _ in ada.Messages().WithCancellation(late.Token))
        {
        }

        Assert.Equal(RefusalCode.Busy, hub.Join(Event, Here, []).Refusal?.Code);
    }

    private Watcher Join(Guid? eventId = null) => hub.Join(eventId ?? Event, Here, Message("first")).Value!;

    private LiveRound Round(int free) => new(hub, events =>
    {
        asked.Add(events);
        return Task.FromResult<Result<ImmutableArray<EventPlaces>>>((ImmutableArray<EventPlaces>)[.. events.Select(one => new EventPlaces(
            one, EventStatus.Published, [new(Event, "Stalls", new(100, "EUR"), free, 100, null, null, null, OnSale: true)], DateTimeOffset.UnixEpoch))]);
    }, forgotten.Add);

    private static byte[] Message(string word) => Encoding.UTF8.GetBytes($"{word}\n\n");

    /// <summary>What waits for the watcher; its line ends.</summary>
    private static async Task<List<string>> Read(Watcher watcher)
    {
        watcher.End();
        var told = new List<string>();
        await foreach (var message in watcher.Messages().WithCancellation(TestContext.Current.CancellationToken))
        {
            told.Add(Encoding.UTF8.GetString(message).TrimEnd());
        }

        return told;
    }
}
