using EventTicket.Campaigns;
using EventTicket.Events;
using EventTicket.Hosting;
using EventTicket.Mail;
using EventTicket.Tests.Postgres.Journal;
using EventTicket.Tests.Postgres.Mail;
using EventTicket.Tests.Rules;
using Microsoft.Extensions.Logging.Abstractions;

namespace EventTicket.Tests.Postgres.Campaigns;

/// <summary>From an event's commit to each person's row, page by page, on PostgreSQL.</summary>
public sealed class CampaignTests(MailHouse house) : IClassFixture<MailHouse>, IAsyncLifetime
{
    private MailRoom room = null!;
    private PostgresJournal journal = null!;
    private CampaignTable table = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        room = await MailRoom.Open(house);
        await room.Database.Execute("TRUNCATE campaigns, followers");
        journal = new(room.Database.Source, new DatabaseClock(TimeProvider.System, NullLogger<DatabaseClock>.Instance));
        table = new(room.Database.Source);
    }

    public ValueTask DisposeAsync() => room.DisposeAsync();

    [Fact]
    public async Task Each_follower_with_mails_on_gets_one_row_however_many_pages_it_takes()
    {
        await Followers(2_500);
        await room.Database.Execute("UPDATE followers SET mails = false WHERE user_id IN (SELECT user_id FROM followers LIMIT 7)");
        await room.Database.Execute("INSERT INTO followers (category_id, user_id, since) SELECT gen_random_uuid(), gen_random_uuid(), now()");
        var sale = await JournalWriter.Committed(journal, room.Clock.GetUtcNow());

        Assert.Equal(0L, await room.Database.Count("outbox"));
        await WriteAll();

        Assert.Equal(2_493L, await room.Database.Count("outbox o JOIN followers f ON f.user_id = o.user_id AND f.mails WHERE channel = 'bulk' AND state = 'waiting'"));
        Assert.Equal(2_493L, await room.Database.Count("outbox"));
        Assert.Equal(2_493, await room.Database.Ask<int>("SELECT people FROM campaigns WHERE finished_at IS NOT NULL AND next_at IS NULL AND event_id = $1", sale.State.EventId));
    }

    [Fact]
    public async Task Two_silos_at_once_and_one_that_dies_in_the_middle_write_nobody_twice()
    {
        await Followers(3_200);
        await JournalWriter.Committed(journal, room.Clock.GetUtcNow());
        Assert.True(await table.WritePage(room.Clock.GetUtcNow(), Stop));

        // Dies after its rows and before its commit: its connection is gone, and all it wrote with it.
        await using (var connection = await room.Database.Source.OpenConnectionAsync(Stop))
        await using (var transaction = await connection.BeginTransactionAsync(Stop))
        {
            await using var take = new Npgsql.NpgsqlCommand("SELECT FROM campaigns FOR UPDATE; INSERT INTO outbox (mail_id, person, thing) SELECT gen_random_uuid(), user_id::text, 'half' FROM followers", connection);
            await take.ExecuteNonQueryAsync(Stop);
            Assert.False(await table.WritePage(room.Clock.GetUtcNow(), Stop));
        }

        await Task.WhenAll(WriteAll(), WriteAll());
        await WriteAll();

        Assert.Equal(3_200L, await room.Database.Count("outbox"));
        Assert.Equal(3_200L, await room.Database.Count("outbox o JOIN followers f USING (user_id) WHERE thing LIKE 'new-event %'"));
    }

    [Fact]
    public async Task A_follower_reads_of_it_and_ends_these_mails_by_their_link()
    {
        var (ada, eve) = (await room.Database.Account("ada@example.org"), await room.Database.Account("eve@example.org"));
        await Follow(ada);
        await Follow(eve);
        await JournalWriter.Committed(journal, DateTimeOffset.UtcNow);
        await WriteAll();
        // Ended between the row and its mail.
        await room.Database.Execute("UPDATE followers SET mails = false WHERE user_id = $1", eve);

        Assert.False(await room.DeliverOne());
        Assert.True(await room.DeliverOne(channel: "bulk"));
        Assert.True(await room.DeliverOne(channel: "bulk"));

        var mail = Assert.Single(room.Server.Mails());
        Assert.Equal(("ada@example.org", "New in Concerts: An evening of songs"), (mail.To.Mailboxes.Single().Address, mail.Subject));
        Assert.Equal("List-Unsubscribe=One-Click", mail.Headers["List-Unsubscribe-Post"]);
        var token = mail.Headers["List-Unsubscribe"]!.Trim('<', '>').Split("token=")[1];
        Assert.Equal((ada, BoxOffice.Concert.CategoryId), await room.Links.Read(token));
        Assert.Null(await room.Links.Read((token[0] == 'A' ? 'B' : 'A') + token[1..]));
        Assert.Null(await room.Links.Read(token[..^1]));
        Assert.Null(await room.Links.Read(null));
    }

    [Fact]
    public async Task A_moved_event_is_told_once_to_each_holder_of_a_valid_ticket_and_to_nobody_else()
    {
        var sale = await JournalWriter.Committed(journal, room.Clock.GetUtcNow());
        var (ada, eve) = (Guid.NewGuid(), Guid.NewGuid());
        await Buy(sale, ada);
        await Buy(sale, ada);
        var back = await Buy(sale, eve);
        sale.State.Refund(new RefundTickets(new("refund", "asked"), new(sale.State.ManagerId, Role.Manager), back, []), sale.Now).Granted();
        Assert.True(await sale.Commit(journal));
        await WriteAll();
        await room.Database.Execute("TRUNCATE outbox");

        await Change(sale, definition => definition with { StartsAt = definition.StartsAt.AddHours(1) });
        await Change(sale, definition => definition with { Title = "More songs" });
        await WriteAll();

        Assert.Equal(ada, await room.Database.Ask<Guid>("SELECT user_id FROM outbox WHERE content ->> '$type' = 'event-changed'"));
        Assert.Equal(1L, await room.Database.Count("outbox"));
    }

    [Fact]
    public async Task An_event_within_a_day_is_told_once_and_once_more_when_it_was_moved()
    {
        var sale = await JournalWriter.Committed(journal, room.Clock.GetUtcNow());
        var begins = sale.State.Definition!.StartsAt;
        var ada = Guid.NewGuid();
        await Buy(sale, ada);
        await WriteAll();
        await room.Database.Execute("TRUNCATE outbox");

        await Remind(begins.AddHours(-25));
        Assert.Equal(0L, await Told());
        await Remind(begins.AddHours(-23));
        await Remind(begins.AddHours(-22));
        Assert.Equal(1L, await Told());

        await Change(sale, definition => definition with { StartsAt = begins.AddDays(1), EndsAt = begins.AddDays(1).AddHours(3) });
        await Remind(begins.AddHours(2));
        Assert.Equal(2L, await Told());

        Task<long> Told() => room.Database.Ask<long>("SELECT count(*) FROM outbox WHERE content ->> '$type' = 'event-tomorrow' AND user_id = $1", ada);

        async Task Remind(DateTimeOffset at)
        {
            await table.RemindOfTomorrow(at, Stop);
            await WriteAll(at);
        }
    }

    private async Task WriteAll(DateTimeOffset? at = null)
    {
        while (await table.WritePage(at ?? room.Clock.GetUtcNow(), Stop))
        {
        }
    }

    private Task Followers(int count) => room.Database.Execute(
        "INSERT INTO followers (category_id, user_id, since) SELECT $1, gen_random_uuid(), now() FROM generate_series(1, $2)", BoxOffice.Concert.CategoryId, count);

    private Task Follow(Guid person) => room.Database.Execute(
        "INSERT INTO followers (category_id, user_id, since) VALUES ($1, $2, now())", BoxOffice.Concert.CategoryId, person);

    private async Task<Guid> Buy(JournalWriter sale, Guid buyer)
    {
        var order = sale.Hold(1, buyer);
        Assert.True(sale.State.Decide(new DecidePayment(order, 1), sale.Now).Value);
        Assert.True(await sale.Commit(journal));
        return order;
    }

    private async Task Change(JournalWriter sale, Func<EventDefinition, EventDefinition> change)
    {
        sale.State.Change(new ChangeEvent(new(Guid.NewGuid().ToString(), "asked"), new(sale.State.ManagerId, Role.Manager), change(sale.State.Definition!)), sale.Now).Granted();
        Assert.True(await sale.Commit(journal));
    }
}
