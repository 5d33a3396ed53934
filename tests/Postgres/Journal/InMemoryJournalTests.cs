using EventTicket.Events;
using EventTicket.Tests.Rules;

namespace EventTicket.Tests.Postgres.Journal;

public sealed class InMemoryJournalTests : EventJournalContract
{
    private readonly InMemoryJournal journal = new();

    private protected override IEventJournal Journal => journal;

    private protected override Task<IReadOnlyList<string>> Mails(Guid eventId) =>
        Task.FromResult<IReadOnlyList<string>>([.. journal.Mails(eventId).Select(mail => $"{mail.Thing} to {mail.UserId}").Order(StringComparer.Ordinal)]);

    private protected override async Task<string> Rows(Guid eventId) =>
        Portrait.Of(new object[] { await Read(eventId), await Journal.ReadStock(eventId), await Journal.Due(DateTimeOffset.MaxValue, 1000), await Mails(eventId) });
}
