using System.Globalization;
using EventTicket.Events;

namespace EventTicket.Tests.Rules;

/// <summary>
/// The life of one event as chance will have it: people hold, change their minds, pay, repeat themselves and come late, its manager
/// changes it, and time passes, all through a journal. Now and then its owner is followed by one that knows the journal only.
/// </summary>
/// <param name="seed">The same seed, the same decisions.</param>
internal sealed partial class RandomHistory(int seed, IEventJournal journal)
{
    private readonly Random random = new(seed);
    private readonly List<HoldTickets> asked = [];
    private readonly Guid[] people = [.. Enumerable.Range(0, 8).Select(_ => Guid.NewGuid())];
    private readonly Caller manager = new(Guid.NewGuid(), Role.Manager);
    private readonly Caller admin = new(Guid.NewGuid(), Role.Admin);
    private readonly List<Fact> facts = [];
    private EventState state = new(Guid.CreateVersion7());
    private BatchFold fold = null!;
    private JournalBatch? underWay;
    private DateTimeOffset now = BoxOffice.Noon;
    private long epoch;
    private long written;
    private int keys;

    public Guid EventId => state.EventId;

    /// <summary>The event as it is at the end.</summary>
    public EventSheet Sheet => state.Sheet();

    /// <summary>All facts, in order.</summary>
    public IReadOnlyList<Fact> Facts => facts;

    /// <summary>The orders and places by those facts.</summary>
    public PlaceCount Counted { get; } = new();

    /// <exception cref="InvalidOperationException">Something did not hold; the message says with which seed and at which step.</exception>
    public async Task Live(int steps, int stepsPerOwner = 400)
    {
        var step = 0;
        try
        {
            fold = new BatchFold(state);
            Draft();
            for (; step < steps; step++)
            {
                if (step == steps * 9 / 10)
                {
                    state.EndDue(now);
                    state.Cancel(new CancelEvent(NewOperation(), manager), now).Granted();
                }

                Decide();
                state.ServeWaiting(now);
                await CommitSometimes();
                if ((step + 1) % stepsPerOwner == 0)
                {
                    await ChangeOwner();
                }
            }
        }
        catch (Exception failure)
        {
            throw new InvalidOperationException($"With seed {seed}, at step {step}: {failure.Message}", failure);
        }
    }

    /// <summary>What is due ends, everything is committed, and a state is made from the journal. It must be the state that lived.</summary>
    private async Task ChangeOwner()
    {
        await CommitAll();
        state.EndDue(now);
        await CommitAll();

        var claim = await journal.Claim(EventId, "the next one");
        Assert.Equal((epoch + 1, state.LastSeq), (claim!.Epoch, claim.LastSeq));
        var (replayed, reader) = (new EventState(EventId), new FactReader());
        await foreach (var row in journal.Read(EventId, 0))
        {
            replayed.Apply(reader.Read(row));
        }

        replayed.EndDue(now);
        Assert.Empty(replayed.TakeFresh());
        // Who was asked for an outcome is known to the living only, and asked again by the next one. What orders are for is shared as it comes.
        Assert.Equal(Portrait.Of(state, "due", "AskedForOutcome", "contents"), Portrait.Of(replayed, "due", "AskedForOutcome", "contents"));
        Assert.Equal(state.NextDue, replayed.NextDue);
        Assert.Equal(state.Stock.OrderBy(stock => stock.TicketTypeId), (await journal.ReadStock(EventId)).OrderBy(stock => stock.TicketTypeId));
        (state, fold, epoch) = (replayed, new BatchFold(replayed), claim.Epoch);
    }

    // Decisions go on while a batch is being written.
    private async Task CommitSometimes()
    {
        if (random.Next(3) == 0)
        {
            await Commit();
        }
    }

    // What is under way, then the rest: folded, and written.
    private async Task CommitAll()
    {
        await Commit();
        await Commit();
        await Commit();
    }

    private async Task Commit()
    {
        if (underWay is { } batch)
        {
            underWay = null;
            Assert.True(await journal.Commit(batch));
            epoch = Math.Max(epoch, 1);
            return;
        }

        var fresh = state.TakeFresh();
        foreach (var fact in fresh)
        {
            facts.Add(fact);
            Counted.Add(fact);
        }

        Assert.Equal(Counted.Stock(EventId), state.Stock);
        CheckUses();
        Assert.All(state.Stock, stock => Assert.True(stock is { Free: >= 0, Held: >= 0, Booked: >= 0, Sold: >= 0 }, $"{stock}"));
        if (fresh.Count > 0)
        {
            underWay = fold.Fold(fresh, epoch, written);
            written += fresh.Count;
        }
    }

    private void Draft() => state.Draft(new DraftEvent(new("insert", ""), manager.PersonId, BoxOffice.Concert with
    {
        StartsAt = BoxOffice.Noon.AddDays(400),
        EndsAt = BoxOffice.Noon.AddDays(401),
        TicketTypes = [new(Guid.Empty, "Standing", 2_500, 30), new(Guid.Empty, "Seated", 4_000, 12, MaxPerPerson: 4)],
        PreSale = new(0, 12, BoxOffice.Noon, BoxOffice.Noon.AddDays(2), 1_500, BoxOffice.Noon.AddDays(2).AddHours(6), MaxPerPerson: 5),
    }), now).Granted();
}
