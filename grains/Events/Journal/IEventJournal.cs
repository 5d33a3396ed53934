namespace EventTicket.Events;

/// <summary>
/// Where an event's facts become durable. One activation owns an event at a time: claiming bumps the epoch, and whoever
/// claimed before can neither commit nor be told that they still own it.
/// </summary>
internal interface IEventJournal
{
    /// <summary>Takes the event over and fences every earlier owner; null when there is no such event.</summary>
    /// <remarks>Commits of the earlier owner that were under way are either in <see cref="JournalClaim.LastSeq"/> or will never be.</remarks>
    Task<JournalClaim?> Claim(Guid eventId, string owner);

    /// <summary>The facts after <paramref name="afterSeq"/>, up to and including <paramref name="throughSeq"/>, in order.</summary>
    IAsyncEnumerable<JournalRow> Read(Guid eventId, long afterSeq, long throughSeq = long.MaxValue);

    /// <summary>The stock rows as they stand, to be compared with a replay.</summary>
    Task<IReadOnlyList<TypeStock>> ReadStock(Guid eventId);

    /// <summary>Makes a batch durable, whole or not at all.</summary>
    /// <returns>False when the caller does not own the event any more; nothing was written.</returns>
    /// <exception cref="StockGuardException">The stock rows refused the batch; nothing was written.</exception>
    /// <exception cref="Exception">Anything else: the outcome is unknown.</exception>
    Task<bool> Commit(JournalBatch batch);

    /// <summary>Whether the caller still owns the event: asked before an answer that needs no commit of its own.</summary>
    Task<bool> StillOwns(Guid eventId, long epoch);

    /// <summary>Closes the event's sale for good and says what was found.</summary>
    Task Close(Guid eventId, string reason);

    /// <summary>Events for which something is due by <paramref name="now"/>, the longest overdue first.</summary>
    Task<IReadOnlyList<Guid>> Due(DateTimeOffset now, int limit);
}

/// <param name="Epoch">To be shown at each commit.</param>
/// <param name="LastSeq">How far the journal goes.</param>
/// <param name="Closed">Why the sale was closed by the safety net, if it was.</param>
internal sealed record JournalClaim(long Epoch, long LastSeq, string? Closed);

/// <summary>The database would not let the stock be oversold. That is a bug above it, not an unknown outcome.</summary>
internal sealed class StockGuardException(string message) : Exception(message);
