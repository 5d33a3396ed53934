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
        var link = Link(mail);
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

    [Theory]
    [InlineData("O'Brien <b>", "O'Brien <b>")]
    [InlineData("\"Eve\" <eve@evil.example>, mallory@evil.example", "\"Eve\" <eve@evil.example>, mallory@evil.example")]
    [InlineData("Ada\r\nBcc: eve@evil.example", "Ada  Bcc: eve@evil.example")]
    [InlineData("👩‍🚀 Zoë 🎟", "👩‍🚀 Zoë 🎟")]
    [InlineData("مريم", "\u2068مريم\u2069")]
    [InlineData("a\u202Etxt.exe", "atxt.exe")]
    [InlineData("<script>alert(1)</script>", "<script>alert(1)</script>")]
    public async Task Names_of_every_kind_arrive_as_they_are_and_do_nothing(string typed, string shown)
    {
        await room.Write(await room.Database.Account("ada@example.org", typed), new PasswordChanged());

        await room.DeliverOne();

        var mail = Assert.Single(room.Server.Mails());
        Assert.Equal("ada@example.org", mail.Headers["X-Envelope-To"]);
        var to = Assert.IsType<MailboxAddress>(Assert.Single(mail.To));
        Assert.Equal((shown, "ada@example.org"), (to.Name, to.Address));
        Assert.Null(mail.Headers["Bcc"]);
        Assert.Contains($"Hello {shown},", mail.TextBody, StringComparison.Ordinal);
        var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(mail.HtmlBody!);
        Assert.Contains($"Hello {shown},", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("script, b"));
    }

    [Fact]
    public async Task A_name_of_two_hundred_characters_arrives_whole_in_the_mail_and_shortened_in_its_head()
    {
        var name = string.Concat(Enumerable.Repeat("Zoë 🎟 ", 33)).Trim();
        await room.Write(await room.Database.Account("ada@example.org", name), new PasswordChanged());

        await room.DeliverOne();

        var mail = Assert.Single(room.Server.Mails());
        Assert.Contains($"Hello {name},", mail.TextBody, StringComparison.Ordinal);
        Assert.InRange(mail.To.Mailboxes.Single().Name!.Length, 98, 100);
    }

    [Fact]
    public async Task A_stranger_who_registers_an_address_puts_no_words_into_the_mail_to_it()
    {
        var ada = await room.Database.Account("ada@example.org", "You have won! http://evil.example", confirmed: false);
        await room.Write(ada, new ConfirmAddress("ada@example.org"));

        await room.DeliverOne();

        var mail = Assert.Single(room.Server.Mails());
        Assert.DoesNotContain("evil.example", mail.ToString(), StringComparison.Ordinal);
        Assert.StartsWith("https://tickets.example.org/confirm?token=", Link(mail), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zoë@example.org")]
    [InlineData("ada@exämple.org")]
    public async Task Addresses_beyond_ASCII_are_reached(string address)
    {
        await room.Write(await room.Database.Account(address), new PasswordChanged());

        Assert.True(await room.DeliverOne());

        Assert.Single(room.Server.Mails());
        Assert.Equal(1L, await room.Database.Count("outbox WHERE state = 'sent'"));
    }

    [Fact]
    public async Task The_token_of_a_mailed_link_is_nowhere_in_the_database()
    {
        var ada = await room.Database.Account("ada@example.org");
        await room.Write(ada, new ConfirmAddress("ada@example.org"));
        await room.Write(ada, new PasswordReset());
        await room.Write(ada, new Invitation(Role.Manager));
        while (await room.DeliverOne())
        {
        }

        var dump = await room.Database.Dump();

        Assert.Equal(3, room.Server.Mails().Count);
        foreach (var token in room.Server.Mails().Select(mail => Link(mail).Split("token=")[1]))
        {
            Assert.Equal(43, token.Length);
            Assert.DoesNotContain(token, dump, StringComparison.Ordinal);
            Assert.Contains(MailedToken.HashOf(token), dump, StringComparison.Ordinal);
        }

        Assert.Equal("confirm ada@example.org 3 days, invitation Manager 7 days, reset - 00:30:00", await room.Database.Ask<string>("""
            SELECT string_agg(concat_ws(' ', t.purpose, coalesce(t.value, '-'), date_trunc('minute', t.expires_at - o.created_at + interval '10 seconds')), ', ' ORDER BY t.purpose)
            FROM mailed_tokens t JOIN outbox o USING (mail_id) WHERE t.user_id = $1
            """, ada));
    }

    [Fact]
    public async Task Test_mode_stands_in_every_mail()
    {
        await room.Write(await room.Database.Account("ada@example.org"), new PasswordChanged());
        var testing = room.Settings with { TestMode = true };

        await room.DeliverOne(new SmtpCarrier(testing.Smtp!, testing, SmtpCarrier.Patience));

        var mail = Assert.Single(room.Server.Mails());
        Assert.Contains("no money moves", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("no money moves", mail.HtmlBody, StringComparison.Ordinal);
    }

    private static string Link(MimeMessage mail) => mail.TextBody!.Split('\n').Single(line => line.Contains("token=", StringComparison.Ordinal)).Trim();

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

    /// <summary>A carrier that stays open when its borrower is done.</summary>
    private sealed class Lent(ICarrier carrier) : ICarrier
    {
        public Task<Delivery> Carry(Parcel parcel, CancellationToken stop) => carrier.Carry(parcel, stop);

        public Task Rest() => Task.CompletedTask;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
