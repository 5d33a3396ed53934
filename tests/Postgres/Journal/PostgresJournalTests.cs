using EventTicket.Events;
using EventTicket.Hosting;
using EventTicket.Tests.Rules;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace EventTicket.Tests.Postgres.Journal;

public sealed class PostgresJournalTests(JournalDatabase database) : EventJournalContract, IClassFixture<JournalDatabase>
{
    private protected override IEventJournal Journal => database.Journal;

    private protected override Task<string> Rows(Guid eventId) => database.Rows(eventId);

    private protected override async Task<IReadOnlyList<string>> Mails(Guid eventId) => await database.Ask<string[]>(
        """
        SELECT coalesce(array_agg(thing || ' to ' || user_id ORDER BY thing COLLATE "C"), '{}')
        FROM outbox JOIN orders ON order_id = (content ->> 'OrderId')::uuid AND person_id = user_id
        WHERE event_id = $1 AND state = 'waiting' AND person = replace(user_id::text, '-', '') AND address IS NULL AND next_at = created_at
        """, eventId);

    [Fact]
    public async Task A_mail_holds_ids_and_no_code_and_may_leave_from_the_moment_of_its_fact()
    {
        var writer = await JournalWriter.Committed(Journal);
        writer.Now = BoxOffice.Noon.AddSeconds(7);
        var order = writer.Hold();
        Assert.True(writer.State.Decide(new DecidePayment(order, 1), writer.Now).Value);
        Assert.True(await writer.Commit(Journal));

        var eventId = writer.State.EventId;
        Assert.Equal($$"""{"$type": "receipt", "OrderId": "{{order}}"}""", await database.Ask<string>(
            "SELECT content::text FROM outbox JOIN orders ON order_id = (content ->> 'OrderId')::uuid WHERE event_id = $1", eventId));
        Assert.Equal(writer.Now.UtcDateTime, await database.Ask<DateTime>(
            "SELECT next_at FROM outbox JOIN orders ON order_id = (content ->> 'OrderId')::uuid WHERE event_id = $1", eventId));
    }

    [Fact]
    public async Task A_batch_is_what_was_decided_when_it_was_folded_and_not_what_was_decided_since()
    {
        var writer = await JournalWriter.Committed(Journal);
        var person = Guid.NewGuid();
        var order = writer.Hold(person: person);
        var batch = writer.Batch();
        writer.State.Release(new ReleaseHold(order, person), writer.Now);

        Assert.True(await Journal.Commit(batch));

        Assert.Equal("held", await database.Ask<string>("SELECT status FROM orders WHERE event_id = $1", writer.State.EventId));
        Assert.True(await writer.Commit(Journal));
        Assert.Equal("released", await database.Ask<string>("SELECT status FROM orders WHERE event_id = $1", writer.State.EventId));
    }

    [Fact]
    public async Task Many_decisions_about_one_order_in_one_batch_leave_its_last_word()
    {
        var writer = await JournalWriter.Committed(Journal);
        var person = Guid.NewGuid();
        var order = writer.Hold(2, person);
        writer.State.StartPayment(new StartPayment(order, person, 1), writer.Now).Granted();
        writer.State.ClosePayment(new ClosePayment(order, 1), writer.Now).Granted();
        writer.State.StartPayment(new StartPayment(order, person, 2), writer.Now).Granted();
        writer.State.Decide(new DecidePayment(order, 1), writer.Now).Granted();
        writer.State.Decide(new DecidePayment(order, 2), writer.Now).Granted();
        writer.State.Settle(new SettlePayment(order, 2), writer.Now).Granted();

        Assert.True(await writer.Commit(Journal));

        var eventId = writer.State.EventId;
        Assert.Equal("paid, turned away: true", await database.Ask<string>("SELECT status || ', turned away: ' || turned_away FROM orders WHERE event_id = $1", eventId));
        Assert.Equal(2, await database.Ask<long>("SELECT count(*) FROM tickets WHERE event_id = $1", eventId));
        Assert.Equal(2, await database.Ask<int>("SELECT sold FROM stock WHERE event_id = $1 AND sold > 0", eventId));
    }

    [Fact]
    public async Task A_ticket_type_that_a_draft_drops_takes_its_stock_with_it()
    {
        var eventId = Guid.CreateVersion7();
        var state = new EventState(eventId);
        var manager = new Caller(Guid.NewGuid(), Role.Manager);
        var fold = new BatchFold(state);
        var definition = state.Draft(new DraftEvent(new("insert", ""), manager.PersonId, BoxOffice.Concert), BoxOffice.Noon).Granted().Definition;
        Assert.True(await Journal.Commit(fold.Fold(state.TakeFresh(), 0, 0)));

        state.Change(new ChangeEvent(new("change", ""), manager, definition with { TicketTypes = [definition.TicketTypes[1], new(Guid.Empty, "Balcony", 100, 3)] }), BoxOffice.Noon).Granted();
        Assert.True(await Journal.Commit(fold.Fold(state.TakeFresh(), 1, 1)));

        Assert.Equal("Seated, Balcony", await database.Ask<string>("SELECT string_agg(name, ', ' ORDER BY position) FROM ticket_types WHERE event_id = $1", eventId));
        Assert.Equal([3, 5], (await Journal.ReadStock(eventId)).Select(stock => stock.Capacity).Order());
    }

    [Fact]
    public async Task Commits_and_claims_tell_the_clock_what_time_the_database_has()
    {
        var clock = new DatabaseClock(TimeProvider.System, NullLogger<DatabaseClock>.Instance);
        var journal = new PostgresJournal(database.Source, clock);
        Assert.Null(clock.SinceLearned);

        var writer = await JournalWriter.Committed(journal);

        Assert.NotNull(clock.SinceLearned);
        var later = new DatabaseClock(TimeProvider.System, NullLogger<DatabaseClock>.Instance);
        await new PostgresJournal(database.Source, later).Claim(writer.State.EventId, "next");
        Assert.NotNull(later.SinceLearned);
    }

    [Fact]
    public async Task Two_who_claim_in_turn_wait_for_each_other()
    {
        var machine = new FakeTimeProvider();
        var journal = new PostgresJournal(database.Source, new DatabaseClock(machine, NullLogger<DatabaseClock>.Instance));
        var eventId = (await JournalWriter.Committed(journal)).State.EventId;
        await database.Tamper("UPDATE event_head SET claimed_at = clock_timestamp() - interval '1 hour' WHERE event_id = $1", eventId);
        var first = (await journal.Claim(eventId, "first"))!;
        Assert.Equal(first.Epoch + 1, (await journal.Claim(eventId, "first"))!.Epoch);

        // Recent, however slow this machine is.
        await database.Tamper("UPDATE event_head SET claimed_at = clock_timestamp() + interval '1 hour' WHERE event_id = $1", eventId);
        var second = journal.Claim(eventId, "second");

        // Its pause is taken from a clock that stands still, so it goes on only when that clock does.
        Assert.NotSame(second, await Task.WhenAny(second, Task.Delay(TimeSpan.FromSeconds(1.5), TestContext.Current.CancellationToken)));
        Assert.True(await journal.StillOwns(eventId, first.Epoch + 1));
        machine.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(first.Epoch + 2, (await second)!.Epoch);
    }
}
