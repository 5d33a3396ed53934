using EventTicket.Events;
using EventTicket.Tests.Rules;

namespace EventTicket.Tests.Postgres.Journal;

public sealed class InMemoryJournalTests : EventJournalContract
{
    private protected override IEventJournal Journal { get; } = new InMemoryJournal();

    private protected override async Task<string> Rows(Guid eventId) =>
        Portrait.Of(new object[] { await Read(eventId), await Journal.ReadStock(eventId), await Journal.Due(DateTimeOffset.MaxValue, 1000) });
}
