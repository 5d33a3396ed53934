using EventTicket.Mail;

namespace EventTicket.Tests.Postgres.Mail;

public sealed class LinkRequestTests(MailHouse house) : IClassFixture<MailHouse>, IAsyncLifetime
{
    private MailRoom room = null!;

    public async ValueTask InitializeAsync() => room = await MailRoom.Open(house);

    public ValueTask DisposeAsync() => room.DisposeAsync();

    [Fact]
    public async Task A_request_for_an_account_becomes_one_mail()
    {
        var ada = await room.Database.Account("Ada@example.org");
        var request = await Ask("ada@example.org");

        await WorkOff();
        await room.DeliverOne();

        var mail = Assert.Single(room.Server.Mails());
        Assert.Equal(("Ada@example.org", "Set a new password"), (mail.Headers["X-Envelope-To"], mail.Subject));
        Assert.Equal($"reset {request:N}", await room.Database.Ask<string>("SELECT thing FROM outbox WHERE user_id = $1", ada));
        Assert.Equal(0L, await room.Database.Count("link_requests"));
    }

    [Fact]
    public async Task A_request_for_nobody_is_gone_without_a_trace()
    {
        await room.Database.DeleteAccount(await room.Database.Account("gone@example.org"));
        await Ask("nobody@example.org");
        await Ask("gone@example.org");
        await Ask("+4915112345678", bySms: true);

        await WorkOff();

        Assert.Equal((0L, 0L), (await room.Database.Count("link_requests"), await room.Database.Count("outbox")));
    }

    [Fact]
    public async Task An_account_that_has_no_password_yet_gets_a_link_like_everybody_else()
    {
        await room.Database.Account("invited@example.org", confirmed: false, passwordHash: null);
        await Ask("invited@example.org");

        await WorkOff();

        Assert.True(await room.DeliverOne());
        Assert.Single(room.Server.Mails());
    }

    [Fact]
    public async Task A_newer_link_kills_the_older_ones_sent_or_not_and_no_others()
    {
        var (ada, eve) = (await room.Database.Account("ada@example.org"), await room.Database.Account("eve@example.org"));
        await room.Write(ada, new ConfirmAddress("ada@example.org"));
        await room.Write(eve, new PasswordReset());
        await room.DeliverOne();
        await room.DeliverOne();
        await Ask("ada@example.org");
        await WorkOff();
        await room.DeliverOne();
        Assert.Equal(3L, await room.Database.Count("mailed_tokens"));
        var unsent = await room.Write(ada, new PasswordReset());

        await Ask("ada@example.org");
        await WorkOff();

        Assert.Equal("dropped", await room.Database.State(unsent));
        Assert.Equal("confirm", await room.Database.Ask<string>("SELECT string_agg(purpose, ' ') FROM mailed_tokens WHERE user_id = $1", ada));
        await room.DeliverOne();
        Assert.False(await room.DeliverOne());
        Assert.Equal("confirm reset", await room.Database.Ask<string>("SELECT string_agg(purpose, ' ' ORDER BY purpose) FROM mailed_tokens WHERE user_id = $1", ada));
        Assert.Equal("reset", await room.Database.Ask<string>("SELECT string_agg(purpose, ' ') FROM mailed_tokens WHERE user_id = $1", eve));
    }

    [Fact]
    public async Task A_link_that_is_being_made_while_a_newer_one_is_asked_for_does_not_survive()
    {
        var ada = await room.Database.Account("ada@example.org");
        await room.Write(ada, new PasswordReset());
        var leased = (await room.Outbox.Take("mail", room.Clock.GetUtcNow()))!;
        await Ask("ada@example.org");
        await WorkOff();

        await using var carrier = room.Carrier();
        await room.Postman().Deliver(leased, carrier, TestContext.Current.CancellationToken);

        Assert.Empty(room.Server.Mails());
        Assert.Equal(0L, await room.Database.Count("mailed_tokens"));
    }

    [Fact]
    public async Task By_SMS_each_account_with_the_number_gets_a_link()
    {
        await room.Database.Account("ada@example.org", phone: "+4915112345678");
        await room.Database.Account("bob@example.org", phone: "+4915112345678");
        await room.Database.Account("eve@example.org", phone: "+4915100000000");
        await Ask("+4915112345678", bySms: true);

        await WorkOff();

        Assert.Equal(2L, await room.Database.Count("outbox WHERE channel = 'sms' AND address IS NULL"));
        Assert.Equal("+4915112345678", (await room.Outbox.Take("sms", room.Clock.GetUtcNow()))!.Recipient);
    }

    [Fact]
    public async Task Silos_that_work_side_by_side_work_off_each_request_once()
    {
        for (var n = 0; n < 20; n++)
        {
            await room.Database.Account($"guest{n}@example.org");
            await Ask($"guest{n}@example.org");
        }

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => WorkOff()));
        await WorkOff();

        Assert.Equal((0L, 20L), (await room.Database.Count("link_requests"), await room.Database.Count("outbox WHERE state = 'waiting'")));
    }

    private async Task<Guid> Ask(string recipient, bool bySms = false)
    {
        var id = Guid.NewGuid();
        await room.Database.Execute("INSERT INTO link_requests VALUES ($1, $2, $3, now())", id, bySms ? "reset-by-sms" : "reset", recipient);
        return id;
    }

    private async Task WorkOff()
    {
        var requests = new LinkRequestTable(room.Database.Source);
        while (await requests.WorkOffOne(room.Clock.GetUtcNow()))
        {
        }
    }
}
