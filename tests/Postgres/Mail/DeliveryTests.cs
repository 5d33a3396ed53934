using EventTicket.Mail;
using MimeKit;

namespace EventTicket.Tests.Postgres.Mail;

/// <summary>Real outbox, real mail server.</summary>
public sealed class DeliveryTests(MailHouse house) : IClassFixture<MailHouse>, IAsyncLifetime
{
    private MailRoom room = null!;

    public async ValueTask InitializeAsync() => room = await MailRoom.Open(house);

    public ValueTask DisposeAsync() => room.DisposeAsync();

    [Fact]
    public async Task A_mail_arrives_once_with_text_and_HTML_and_the_same_link_in_both()
    {
        var ada = await room.Database.Account("ada@example.org");
        var id = await room.Write(ada, new PasswordReset());

        await room.StartSilo();
        await room.UntilState(id, "sent");

        var mail = Assert.Single(room.Server.Mails());
        Assert.Equal("\"Ada\" <ada@example.org>", mail.To.ToString());
        Assert.Equal(("ada@example.org", "tickets@example.org"), (mail.Headers["X-Envelope-To"], mail.Headers["X-Envelope-From"]));
        Assert.Equal($"{id:N}@tickets.example.org", mail.MessageId);
        Assert.Equal("Set a new password", mail.Subject);
        var link = mail.TextBody!.Split('\n').Single(line => line.Contains("token=", StringComparison.Ordinal)).Trim();
        Assert.StartsWith("https://tickets.example.org/reset/new?token=", link, StringComparison.Ordinal);
        Assert.Contains($"href=\"{link}\"", mail.HtmlBody, StringComparison.Ordinal);
        Assert.Equal(1L, await room.Database.Count("outbox WHERE state = 'sent' AND content IS NULL AND ended_at IS NOT NULL AND next_at IS NULL AND lease IS NULL"));
    }

    [Fact]
    public async Task A_second_mail_about_the_same_thing_is_not_written()
    {
        var ada = await room.Database.Account("ada@example.org");
        await room.Database.Write(ada, new PasswordChanged(), room.Clock.GetUtcNow(), thing: "password 7");
        await room.Database.Write(ada, new PasswordChanged(), room.Clock.GetUtcNow(), thing: "password 7");

        Assert.True(await room.DeliverOne());
        Assert.False(await room.DeliverOne());
        Assert.Single(room.Server.Mails());
    }

    [Fact]
    public async Task Two_silos_never_send_one_mail_twice()
    {
        for (var n = 0; n < 60; n++)
        {
            await room.Write(await room.Database.Account($"guest{n}@example.org"), new PasswordChanged());
        }

        await Task.WhenAll(room.StartSilo(), room.StartSilo());
        await MailRoom.Until(async () => await room.Database.Count("outbox WHERE state = 'sent'") == 60);

        Assert.Equal(60, room.Server.Mails().Select(mail => mail.MessageId).Distinct().Count());
        Assert.Equal(60, room.Server.Mails().Count);
        Assert.Equal(60L, await room.Database.Count("outbox WHERE attempts = 1"));
    }

    [Fact]
    public async Task A_silo_that_dies_between_the_answer_and_its_note_leaves_a_second_mail_with_the_same_id_and_no_third()
    {
        var id = await room.Write(await room.Database.Account("ada@example.org"), new PasswordReset());
        var dying = new DiesAfterTheAnswer(room.Carrier());
        _ = room.Postman().Deliver((await room.Outbox.Take("mail", room.Clock.GetUtcNow()))!, dying, TestContext.Current.CancellationToken);
        await dying.Answered.Task;
        var other = await room.StartSilo();

        Assert.False(await room.DeliverOne());
        room.Clock.Advance(OutboxTable.Lease);
        await room.UntilState(id, "sent");
        room.Clock.Advance(TimeSpan.FromDays(2));
        Assert.False(await room.DeliverOne());

        Assert.Equal([$"{id:N}@tickets.example.org", $"{id:N}@tickets.example.org"], room.Server.Mails().Select(mail => mail.MessageId));
        // Whichever copy is opened, its link works.
        Assert.Equal(2L, await room.Database.Count("mailed_tokens"));
        Assert.NotNull(other);
    }

    [Fact]
    public async Task A_worker_whose_lease_has_ended_writes_nothing_any_more()
    {
        var id = await room.Write(await room.Database.Account("ada@example.org"), new PasswordReset());
        var late = (await room.Outbox.Take("mail", room.Clock.GetUtcNow()))!;
        room.Clock.Advance(OutboxTable.Lease);
        var owner = (await room.Outbox.Take("mail", room.Clock.GetUtcNow()))!;

        await room.Outbox.Undelivered(late, "too late", room.Clock.GetUtcNow());
        Assert.False(await room.Outbox.KeepToken(late, new PasswordReset(), "00", room.Clock.GetUtcNow()));
        Assert.Equal("waiting", await room.Database.State(id));
        await room.Outbox.Sent(owner, room.Clock.GetUtcNow());

        Assert.Equal("sent", await room.Database.State(id));
        Assert.Equal(0L, await room.Database.Count("mailed_tokens"));
    }

    [Fact]
    public async Task Mail_for_an_account_that_was_deleted_is_dropped()
    {
        var ada = await room.Database.Account("ada@example.org");
        var id = await room.Write(ada, new AddressChanges(Changed: true));
        var elsewhere = await room.Database.Write(ada, new ConfirmNewAddress("new@example.org"), room.Clock.GetUtcNow(), address: "new@example.org");
        await room.Database.DeleteAccount(ada);

        Assert.True(await room.DeliverOne());
        Assert.True(await room.DeliverOne());

        Assert.Equal(("dropped", "dropped"), (await room.Database.State(id), await room.Database.State(elsewhere)));
        Assert.Empty(room.Server.Mails());
    }

    [Fact]
    public async Task A_kind_of_mail_that_only_a_newer_silo_knows_waits_for_it()
    {
        var id = await room.Write(await room.Database.Account("ada@example.org"), new PasswordChanged());
        await room.Database.Execute("""UPDATE outbox SET content = '{"$type": "greeting-from-the-future"}'""");

        Assert.True(await room.DeliverOne());

        Assert.Equal("waiting", await room.Database.State(id));
        Assert.Empty(room.Server.Mails());
    }

    [Fact]
    public async Task A_mail_that_ends_every_worker_is_given_up_too()
    {
        var id = await room.Write(await room.Database.Account("ada@example.org"), new PasswordChanged());
        await room.Database.Execute("UPDATE outbox SET attempts = 28");

        Assert.True(await room.DeliverOne());

        Assert.Equal("undelivered", await room.Database.State(id));
        Assert.Empty(room.Server.Mails());
    }

    /// <summary>Hands the mail over and is never heard of again.</summary>
    private sealed class DiesAfterTheAnswer(ICarrier carrier) : ICarrier
    {
        public TaskCompletionSource Answered { get; } = new();

        public async Task<Delivery> Carry(Parcel parcel, CancellationToken stop)
        {
            Assert.IsType<Delivery.Accepted>(await carrier.Carry(parcel, stop));
            await carrier.DisposeAsync();
            Answered.SetResult();
            await Task.Delay(Timeout.Infinite, stop);
            return Delivery.Taken;
        }

        public Task Rest() => Task.CompletedTask;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
