using EventTicket.Mail;
using MimeKit;

namespace EventTicket.Tests.Postgres.Mail;

/// <summary>What stands in the mails that a real mail server was given.</summary>
public sealed class MailWordsTests(MailHouse house) : IClassFixture<MailHouse>, IAsyncLifetime
{
    private MailRoom room = null!;

    public async ValueTask InitializeAsync() => room = await MailRoom.Open(house);

    public ValueTask DisposeAsync() => room.DisposeAsync();

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
}
