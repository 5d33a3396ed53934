using EventTicket.Mail;
using MimeKit;

namespace EventTicket.Tests.Postgres.Mail;

/// <summary>A real mail server that is away, hangs, refuses or puts off.</summary>
public sealed class UnwillingServerTests(MailHouse house) : IClassFixture<MailHouse>, IAsyncLifetime
{
    private MailRoom room = null!;

    public async ValueTask InitializeAsync() => room = await MailRoom.Open(house);

    public ValueTask DisposeAsync() => room.DisposeAsync();

    [Fact]
    public async Task Mails_of_an_outage_arrive_after_it_each_once()
    {
        await room.Server.Stop();
        await room.StartSilo();
        var mails = new List<Guid>();
        for (var n = 0; n < 20; n++)
        {
            mails.Add(await room.Write(await room.Database.Account($"guest{n}@example.org"), n % 2 == 0 ? new ConfirmAddress($"guest{n}@example.org") : new PasswordReset()));
        }

        await MailRoom.Until(async () => await room.Database.Count("outbox WHERE attempts > 0 AND lease IS NULL") == 20);
        await room.Server.Start();
        room.Clock.Advance(TimeSpan.FromSeconds(30));
        await MailRoom.Until(async () => await room.Database.Count("outbox WHERE state = 'sent'") == 20);

        Assert.Equal(mails.Select(id => $"{id:N}@tickets.example.org").Order(), room.Server.Mails().Select(mail => mail.MessageId).Order());
        // Only the links that went out work; those of attempts that reached nobody are gone.
        Assert.Equal(20L, await room.Database.Count("mailed_tokens"));
    }

    [Fact]
    public async Task A_server_that_hangs_over_one_mail_holds_up_no_other_and_keeps_no_connection_to_the_database()
    {
        room.Server.Answer("slow@example.org hold");
        var slow = await room.Write(await room.Database.Account("slow@example.org"), new PasswordChanged());
        await room.StartSilo(workers: 2);
        await MailRoom.Until(() => room.Server.Holds("slow@example.org"));
        for (var n = 0; n < 10; n++)
        {
            await room.Write(await room.Database.Account($"guest{n}@example.org"), new PasswordChanged());
        }

        await MailRoom.Until(async () => await room.Database.Count("outbox WHERE state = 'sent'") == 10);
        Assert.Equal("waiting", await room.Database.State(slow));
        Assert.Equal(0L, await room.Database.Count("pg_stat_activity WHERE datname = current_database() AND xact_start IS NOT NULL AND pid <> pg_backend_pid()"));
        room.Server.Answer();
        await room.UntilState(slow, "sent");
        Assert.Equal(11, room.Server.Mails().Count);
    }

    [Fact]
    public async Task A_server_that_never_answers_is_asked_again_later()
    {
        room.Server.Answer("slow@example.org hold");
        var slow = await room.Write(await room.Database.Account("slow@example.org"), new PasswordReset());

        await room.DeliverOne(room.Carrier(patience: TimeSpan.FromSeconds(1)));

        Assert.Equal("waiting", await room.Database.State(slow));
        Assert.Contains("did not answer within", await room.Database.Ask<string>("SELECT failure FROM outbox WHERE mail_id = $1", slow), StringComparison.Ordinal);
        // It may have been taken all the same, so its link works.
        Assert.Equal(1L, await room.Database.Count("mailed_tokens"));
    }

    [Fact]
    public async Task A_mail_the_server_refuses_is_given_up_at_once_and_sent_again_when_an_admin_says_so()
    {
        var (ada, admin) = (await room.Database.Account("ada@example.org"), Guid.NewGuid());
        room.Server.Answer("ada@example.org 550 5.1.1 No such person");
        var id = await room.Write(ada, new PasswordReset());
        await room.DeliverOne();

        var given = Assert.Single(await room.Desk.Undelivered(null, 10));
        Assert.Equal((id, "password-reset", "ada@example.org", 1), (given.MailId, given.Kind, given.Recipient, given.Attempts));
        Assert.Equal("550 5.1.1 No such person", given.Failure);
        Assert.Equal(0L, await room.Database.Count("mailed_tokens"));
        Assert.False(await room.DeliverOne());

        room.Server.Answer();
        Assert.True(await room.Desk.SendAgain(id, admin, room.Clock.GetUtcNow()));
        Assert.True(await room.Desk.SendAgain(id, admin, room.Clock.GetUtcNow()));
        Assert.True(await room.DeliverOne());

        Assert.Single(room.Server.Mails());
        Assert.Empty(await room.Desk.Undelivered(null, 10));
        Assert.True(await room.Desk.SendAgain(id, admin, room.Clock.GetUtcNow()));
        Assert.False(await room.DeliverOne());
        Assert.Equal(1L, await room.Database.Count($"admin_actions WHERE action = 'mail-sent-again' AND subject_id = '{id}' AND admin_id = '{admin}'"));
        Assert.False(await room.Desk.SendAgain(Guid.NewGuid(), admin, room.Clock.GetUtcNow()));
    }

    [Fact]
    public async Task A_mail_the_server_does_not_want_now_waits_longer_and_longer_and_is_given_up_after_a_day()
    {
        room.Server.Answer("ada@example.org 451 4.7.1 Later, please");
        var id = await room.Write(await room.Database.Account("ada@example.org"), new PasswordReset());
        await using var carrier = room.Carrier();
        var began = room.Clock.GetUtcNow();
        var waits = new List<TimeSpan>();

        while (await room.Database.State(id) == "waiting")
        {
            var before = room.Clock.GetUtcNow();
            Assert.True(await room.DeliverOne(carrier));
            if (await room.Database.State(id) == "waiting")
            {
                var next = await room.Database.Ask<DateTime>("SELECT next_at FROM outbox WHERE mail_id = $1", id);
                waits.Add(next - before.UtcDateTime);
                room.Clock.Advance(next - room.Clock.GetUtcNow().UtcDateTime - TimeSpan.FromSeconds(5));
                Assert.Null(await room.Outbox.Take("mail", room.Clock.GetUtcNow()));
                room.Clock.Advance(TimeSpan.FromSeconds(5));
            }
        }

        Assert.Equal([0.5, 2, 10, 60, 60], waits.Take(5).Select(wait => Math.Floor(wait.TotalMinutes * 2) / 2));
        Assert.Equal("undelivered", await room.Database.State(id));
        Assert.InRange(room.Clock.GetUtcNow() - began, TimeSpan.FromHours(24), TimeSpan.FromHours(25));
        Assert.Empty(room.Server.Mails());
    }

    [Fact]
    public async Task A_refusal_after_the_mail_was_read_counts_as_well()
    {
        room.Server.Answer("ada@example.org data 554 5.7.1 Looks like spam", "eve@example.org data 452 4.3.1 Full");
        var (ada, eve) = (await room.Write(await room.Database.Account("ada@example.org"), new PasswordChanged()), await room.Write(await room.Database.Account("eve@example.org"), new PasswordChanged()));

        await room.DeliverOne();
        await room.DeliverOne();

        Assert.Equal(("undelivered", "waiting"), (await room.Database.State(ada), await room.Database.State(eve)));
    }

    [Fact]
    public async Task A_server_that_cannot_encrypt_gets_nothing_when_it_should()
    {
        var id = await room.Write(await room.Database.Account("ada@example.org"), new PasswordReset());
        var strict = room.Settings.Smtp! with { Security = SmtpSecurity.StartTls };

        await room.DeliverOne(new SmtpCarrier(strict, room.Settings, SmtpCarrier.Patience));

        Assert.Equal("waiting", await room.Database.State(id));
        Assert.Empty(room.Server.Mails());
        Assert.Equal(0L, await room.Database.Count("mailed_tokens"));
    }

    [Fact]
    public async Task A_connection_that_the_server_has_closed_meanwhile_costs_no_attempt()
    {
        await using var carrier = room.Carrier();
        await room.Write(await room.Database.Account("ada@example.org"), new PasswordChanged());
        await room.DeliverOne(new Lent(carrier));
        await room.Server.Stop();
        await room.Server.Start();
        var id = await room.Write(await room.Database.Account("eve@example.org"), new PasswordChanged());

        await room.DeliverOne(new Lent(carrier));

        Assert.Equal("sent", await room.Database.State(id));
        Assert.Equal(2, room.Server.Mails().Count);
    }

    /// <summary>A carrier that stays open when its borrower is done.</summary>
    private sealed class Lent(ICarrier carrier) : ICarrier
    {
        public Task<Delivery> Carry(Parcel parcel, CancellationToken stop) => carrier.Carry(parcel, stop);

        public Task Rest() => Task.CompletedTask;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
