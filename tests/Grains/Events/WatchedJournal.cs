using EventTicket.Events;

namespace EventTicket.Tests.Grains.Events;

/// <summary>A journal that counts, and lets a test step in before and after each thing that is done. A step that throws is a journal that breaks.</summary>
internal sealed class WatchedJournal(IEventJournal journal) : IEventJournal
{
    private int commits;

    /// <summary>Batches that were given to the journal and came back.</summary>
    public int Commits => commits;

    public Func<Guid, Task> BeforeClaim { get; set; } = _ => Task.CompletedTask;

    /// <summary>After the claim, before the first fact is read.</summary>
    public Func<Guid, Task> BeforeRead { get; set; } = _ => Task.CompletedTask;

    public Func<JournalBatch, Task> BeforeCommit { get; set; } = _ => Task.CompletedTask;

    public Func<JournalBatch, Task> AfterCommit { get; set; } = _ => Task.CompletedTask;

    public Func<Guid, Task> BeforeStillOwns { get; set; } = _ => Task.CompletedTask;

    public async Task<JournalClaim?> Claim(Guid eventId, string owner)
    {
        await BeforeClaim(eventId);
        return await journal.Claim(eventId, owner);
    }

    public async IAsyncEnumerable<JournalRow> Read(Guid eventId, long afterSeq, long throughSeq = long.MaxValue)
    {
        await BeforeRead(eventId);
        await foreach (var row in journal.Read(eventId, afterSeq, throughSeq))
        {
            yield return row;
        }
    }

    public Task<IReadOnlyList<TypeStock>> ReadStock(Guid eventId) => journal.ReadStock(eventId);

    public async Task<bool> Commit(JournalBatch batch)
    {
        await BeforeCommit(batch);
        var done = await journal.Commit(batch);
        Interlocked.Increment(ref commits);
        await AfterCommit(batch);
        return done;
    }

    public async Task<bool> StillOwns(Guid eventId, long epoch)
    {
        await BeforeStillOwns(eventId);
        return await journal.StillOwns(eventId, epoch);
    }

    public Task Close(Guid eventId, string reason) => journal.Close(eventId, reason);

    public Task<IReadOnlyList<Guid>> Due(DateTimeOffset now, int limit) => journal.Due(now, limit);

    /// <summary>All facts of the event.</summary>
    public async Task<List<Fact>> Facts(Guid eventId)
    {
        List<Fact> facts = [];
        await foreach (var row in journal.Read(eventId, 0))
        {
            facts.Add(FactCodec.Read(row));
        }

        return facts;
    }
}
