using System.Collections.Concurrent;
using EventTicket.Campaigns;
using EventTicket.Mail;

namespace EventTicket.Events;

/// <summary>The journal of the in-memory cluster: the same contract, fencing and stock guard included, for developers' tests. Forgets everything with its process.</summary>
internal sealed class InMemoryJournal : IEventJournal
{
    private sealed class Book
    {
        public long Epoch;
        public DateTimeOffset? NextDue;
        public string? Closed;
        public readonly List<JournalRow> Rows = [];
        public readonly Dictionary<Guid, TypeStock> Stock = [];
        public readonly List<Campaign> Campaigns = [];
        public readonly Dictionary<(string Person, string Thing), OutgoingMail> Mails = [];
    }

    private readonly ConcurrentDictionary<Guid, Book> books = new();

    public Task<JournalClaim?> Claim(Guid eventId, string owner) =>
        Task.FromResult(With<JournalClaim?>(eventId, book => new JournalClaim(++book.Epoch, book.Rows.Count, book.Closed), null));

    public async IAsyncEnumerable<JournalRow> Read(Guid eventId, long afterSeq, long throughSeq = long.MaxValue)
    {
        foreach (var row in With(eventId, book => book.Rows.Skip((int)afterSeq).TakeWhile(row => row.Seq <= throughSeq).ToArray(), []))
        {
            yield return row;
        }

        await Task.CompletedTask;
    }

    public Task<IReadOnlyList<TypeStock>> ReadStock(Guid eventId) =>
        Task.FromResult(With<IReadOnlyList<TypeStock>>(eventId, book => [.. book.Stock.Values], []));

    public async Task<bool> Commit(JournalBatch batch)
    {
        // A commit is never instant in truth either: whatever arrives meanwhile must become the next batch.
        await Task.Yield();
        if (batch.Epoch == 0)
        {
            var book = new Book { Epoch = 1 };
            Write(book, batch);
            return books.TryAdd(batch.EventId, book);
        }

        return With(batch.EventId, book =>
        {
            if (book.Epoch != batch.Epoch || book.Rows.Count != batch.AfterSeq)
            {
                return false;
            }

            Write(book, batch);
            return true;
        }, false);
    }

    public Task<bool> StillOwns(Guid eventId, long epoch) => Task.FromResult(With(eventId, book => book.Epoch == epoch, false));

    public Task Close(Guid eventId, string reason)
    {
        With(eventId, book => book.Closed ??= reason, null);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<Guid>> Due(DateTimeOffset now, int limit) =>
        Task.FromResult<IReadOnlyList<Guid>>([.. books.Keys
            .Select(eventId => (EventId: eventId, At: With(eventId, book => book.NextDue, null)))
            .Where(due => due.At <= now).OrderBy(due => due.At).Take(limit).Select(due => due.EventId)]);

    /// <summary>What the event's buyers would have been told by mail; nobody sends it.</summary>
    public IReadOnlyList<OutgoingMail> Mails(Guid eventId) => With<IReadOnlyList<OutgoingMail>>(eventId, book => [.. book.Mails.Values], []);

    /// <summary>What many would have been told; nobody expands it.</summary>
    public IReadOnlyList<Campaign> Campaigns(Guid eventId) => With<IReadOnlyList<Campaign>>(eventId, book => [.. book.Campaigns], []);

    private T With<T>(Guid eventId, Func<Book, T> then, T otherwise)
    {
        if (!books.TryGetValue(eventId, out var book))
        {
            return otherwise;
        }

        lock (book)
        {
            return then(book);
        }
    }

    private static void Write(Book book, JournalBatch batch)
    {
        var stock = new Dictionary<Guid, TypeStock>(book.Stock);
        foreach (var change in batch.Stock)
        {
            var before = stock.GetValueOrDefault(change.TicketTypeId) ?? new TypeStock(change.TicketTypeId, 0, 0, 0, 0);
            var after = new TypeStock(change.TicketTypeId, change.Capacity ?? before.Capacity,
                before.Held + change.Held, before.Booked + change.Booked, before.Sold + change.Sold);
            if (after.Free < 0 || after.Held < 0 || after.Booked < 0 || after.Sold < 0)
            {
                throw new StockGuardException($"stock would become {after}");
            }

            stock[change.TicketTypeId] = after;
        }

        foreach (var gone in batch.Definition?.Gone ?? [])
        {
            stock.Remove(gone);
        }

        book.Stock.Clear();
        foreach (var (id, row) in stock)
        {
            book.Stock.Add(id, row);
        }

        book.Campaigns.AddRange(batch.Campaigns);
        foreach (var (mail, _) in batch.Mails)
        {
            book.Mails.TryAdd((mail.Person, mail.Thing), mail);
        }

        book.Rows.AddRange(batch.Facts);
        book.NextDue = batch.NextDue;
    }
}
