using EventTicket.Events;

namespace EventTicket.Bench.Engine;

/// <summary>Says that everything is durable and keeps nothing.</summary>
internal sealed class NoJournal : IEventJournal
{
    /// <summary>How many facts it was given.</summary>
    public long Facts { get; private set; }

    public void Forget() => Facts = 0;

    public Task<JournalClaim?> Claim(Guid eventId, string owner) => Task.FromResult<JournalClaim?>(null);

    public IAsyncEnumerable<JournalRow> Read(Guid eventId, long afterSeq, long throughSeq = long.MaxValue) => AsyncEnumerable.Empty<JournalRow>();

    public Task<IReadOnlyList<TypeStock>> ReadStock(Guid eventId) => Task.FromResult<IReadOnlyList<TypeStock>>([]);

    public Task<bool> Commit(JournalBatch batch)
    {
        Facts += batch.Facts.Count;
        return Task.FromResult(true);
    }

    public Task<bool> StillOwns(Guid eventId, long epoch) => Task.FromResult(true);

    public Task Close(Guid eventId, string reason) => Task.CompletedTask;

    public Task<IReadOnlyList<Guid>> Due(DateTimeOffset now, int limit) => Task.FromResult<IReadOnlyList<Guid>>([]);
}
