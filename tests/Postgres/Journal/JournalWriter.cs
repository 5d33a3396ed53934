using EventTicket.Events;
using EventTicket.Tests.Rules;

namespace EventTicket.Tests.Postgres.Journal;

/// <summary>One owner of one event: decides, folds its decisions into batches and commits them, as the grain does.</summary>
internal sealed class JournalWriter
{
    private readonly BatchFold fold;

    private JournalWriter(EventState state, long epoch)
    {
        (State, Epoch, Seq) = (state, epoch, state.LastSeq);
        fold = new BatchFold(state);
    }

    public EventState State { get; }

    /// <summary>0 until the first commit of a new event.</summary>
    public long Epoch { get; private set; }

    /// <summary>The last fact that was folded.</summary>
    public long Seq { get; private set; }

    public DateTimeOffset Now { get; set; } = BoxOffice.Noon;

    public Guid Standing => State.Definition!.TicketTypes[0].TicketTypeId;

    /// <summary>An event that is decided but not yet committed: <see cref="BoxOffice.Concert"/>, published.</summary>
    public static JournalWriter New(Guid? eventId = null, DateTimeOffset? now = null, string title = "An evening of songs")
    {
        var writer = new JournalWriter(new EventState(eventId ?? Guid.CreateVersion7()), 0) { Now = now ?? BoxOffice.Noon };
        writer.State.Draft(new DraftEvent(new("insert", title), Guid.NewGuid(), BoxOffice.Concert with { Title = title }, Publish: true), writer.Now).Granted();
        return writer;
    }

    /// <summary>An event that is there.</summary>
    public static async Task<JournalWriter> Committed(IEventJournal journal, DateTimeOffset? now = null)
    {
        var writer = New(now: now);
        Assert.True(await writer.Commit(journal));
        return writer;
    }

    /// <summary>The owner that comes after: claims the event and reads it.</summary>
    public static async Task<JournalWriter> Claim(IEventJournal journal, Guid eventId, string owner = "next")
    {
        var claim = (await journal.Claim(eventId, owner))!;
        var state = new EventState(eventId) { Closed = claim.Closed };
        await foreach (var row in journal.Read(eventId, 0))
        {
            state.Apply(FactCodec.Read(row));
        }

        return new JournalWriter(state, claim.Epoch);
    }

    public Guid Hold(int standing = 1, Guid? person = null) =>
        State.Hold(new HoldTickets(new(Guid.NewGuid().ToString(), "asked"), person ?? Guid.NewGuid(), [new(Standing, standing)]), Now).Granted().OrderId;

    /// <summary>A batch with something for every table: an order that is new, one that has changed, tickets, stock, a new ticket type.</summary>
    public JournalBatch Everything(Guid changedOrder)
    {
        Hold();
        Assert.True(State.Decide(new DecidePayment(changedOrder, 1), Now).Value);
        var definition = State.Definition!;
        State.Change(new ChangeEvent(new(Guid.NewGuid().ToString(), "asked"), new(State.ManagerId, Role.Manager),
            definition with { Title = "Everything is new", TicketTypes = definition.TicketTypes.Add(new(Guid.Empty, "Balcony", 1_000, 1)) }), Now).Granted();
        return Batch();
    }

    /// <summary>What was decided since the last batch.</summary>
    public JournalBatch Batch()
    {
        var batch = fold.Fold(State.TakeFresh(), Epoch, Seq);
        Seq = batch.LastSeq;
        return batch;
    }

    public async Task<bool> Commit(IEventJournal journal)
    {
        var done = await journal.Commit(Batch());
        Epoch = done ? Math.Max(Epoch, 1) : Epoch;
        return done;
    }
}
