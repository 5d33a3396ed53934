using EventTicket.Events;
using EventTicket.Hosting;
using EventTicket.Tests.Postgres.Journal;
using EventTicket.Tests.Rules;
using Microsoft.Extensions.Logging.Abstractions;
using MimeKit;

namespace EventTicket.Tests.Postgres.Mail;

/// <summary>From an event's decision through journal and outbox to the buyer's mail box.</summary>
public sealed class OrderMailTests(MailHouse house) : IClassFixture<MailHouse>, IAsyncLifetime
{
    private MailRoom room = null!;
    private PostgresJournal journal = null!;

    public async ValueTask InitializeAsync()
    {
        room = await MailRoom.Open(house);
        journal = new(room.Database.Source, new DatabaseClock(TimeProvider.System, NullLogger<DatabaseClock>.Instance));
    }

    public ValueTask DisposeAsync() => room.DisposeAsync();

    [Fact]
    public async Task The_receipt_arrives_with_the_tickets_also_where_the_address_was_never_confirmed()
    {
        var sale = await JournalWriter.Committed(journal, room.Clock.GetUtcNow());
        var ada = await room.Database.Account("ada@example.org", "Call 0900 for a prize", confirmed: false);
        var order = await Buy(sale, ada);

        var mail = await Arrived();

        Assert.Equal("ada@example.org", mail.To.ToString());
        Assert.Equal("Your 2 tickets for An evening of songs", mail.Subject);
        // Who has not shown that the address is theirs may have typed a stranger's, with words for them as a name.
        Assert.DoesNotContain("prize", mail.TextBody + mail.HtmlBody, StringComparison.Ordinal);
        foreach (var code in await room.Database.Ask<string[]>("SELECT array_agg(code) FROM tickets WHERE order_id = $1", order))
        {
            Assert.Contains(code, mail.TextBody, StringComparison.Ordinal);
            Assert.Contains(code, mail.HtmlBody, StringComparison.Ordinal);
        }

        Assert.Equal(2, mail.BodyParts.Count(part => part.ContentType.IsMimeType("image", "png")));
        Assert.Equal(1L, await room.Database.Count("outbox WHERE state = 'sent' AND content IS NULL"));
    }

    [Fact]
    public async Task A_receipt_that_waited_tells_what_is_true_when_it_leaves()
    {
        var sale = await JournalWriter.Committed(journal, room.Clock.GetUtcNow());
        var order = await Buy(sale, await room.Database.Account("ada@example.org"));
        var code = await room.Database.Ask<string>("SELECT code FROM tickets WHERE order_id = $1 ORDER BY ticket_id LIMIT 1", order);
        var ticket = await room.Database.Ask<Guid>("SELECT ticket_id FROM tickets WHERE order_id = $1 ORDER BY ticket_id LIMIT 1", order);
        sale.State.Refund(new RefundTickets(new("refund", "asked"), new(sale.State.ManagerId, Role.Manager), order, [ticket]), sale.Now).Granted();
        Assert.True(await sale.Commit(journal));

        Assert.True(await room.DeliverOne());
        Assert.True(await room.DeliverOne());

        var mails = room.Server.Mails();
        Assert.Equal(["Money back for An evening of songs", "Your 2 tickets for An evening of songs"], mails.Select(mail => mail.Subject).Order());
        Assert.All(mails, mail => Assert.DoesNotContain(code, mail.TextBody, StringComparison.Ordinal));
        Assert.Contains("GBP 25.00 is on its way back to you", mails.Single(mail => mail.Subject!.StartsWith("Money", StringComparison.Ordinal)).TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_elses_order_is_never_told()
    {
        var sale = await JournalWriter.Committed(journal, room.Clock.GetUtcNow());
        var order = await Buy(sale, Guid.NewGuid());
        await room.Database.Execute("TRUNCATE outbox");
        var eve = await room.Database.Account("eve@example.org");

        var id = await room.Write(eve, new EventTicket.Mail.Receipt(order));
        Assert.True(await room.DeliverOne());

        Assert.Equal("undelivered", await room.Database.State(id));
        Assert.Empty(room.Server.Mails());
    }

    private async Task<Guid> Buy(JournalWriter sale, Guid buyer)
    {
        var order = sale.Hold(2, buyer);
        Assert.True(sale.State.Decide(new DecidePayment(order, 1), sale.Now).Value);
        Assert.True(await sale.Commit(journal));
        return order;
    }

    private async Task<MimeMessage> Arrived()
    {
        Assert.True(await room.DeliverOne());
        return Assert.Single(room.Server.Mails());
    }
}
