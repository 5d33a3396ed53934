using EventTicket.Mail;
using MimeKit;

namespace EventTicket.Tests.Postgres.Mail;

/// <summary>Mails to people with every naughty name of npm's list, through a real mail server.</summary>
public sealed class NaughtyNamesTests(MailHouse house) : IClassFixture<MailHouse>, IAsyncLifetime
{
    private const string Plain = "plain@example.org";

    private MailRoom room = null!;

    public async ValueTask InitializeAsync() => room = await MailRoom.Open(house);

    public ValueTask DisposeAsync() => room.DisposeAsync();

    [Fact]
    public async Task No_name_touches_the_head_of_a_mail()
    {
        // What is blank, or PostgreSQL cannot keep, never becomes a name.
        var names = (await NaughtyStrings.All).Where(name => !string.IsNullOrWhiteSpace(name) && !name.Contains('\0')).Select((name, n) => (Address: $"guest{n}@example.org", Name: name)).ToList();
        foreach (var (address, name) in names.Append((Plain, "Ada")))
        {
            await room.Write(await room.Database.Account(address, name), new PasswordChanged());
        }

        await room.StartSilo();
        await MailRoom.Until(async () => await room.Database.Count("outbox WHERE state = 'sent'") == names.Count + 1);

        var mails = room.Server.Mails().ToDictionary(mail => mail.Headers["X-Envelope-To"]!);
        var plain = mails[Plain];
        Assert.Equal(names.Count + 1, mails.Count);
        Assert.All(names, guest =>
        {
            var mail = mails[guest.Address];
            Assert.Equal(Fields(plain), Fields(mail));
            Assert.Equal(guest.Address, Assert.IsType<MailboxAddress>(Assert.Single(mail.To)).Address);
            Assert.Equal((plain.Subject, plain.From.ToString(), Parts(plain)), (mail.Subject, mail.From.ToString(), Parts(mail)));
            Assert.Equal(Tags(plain), Tags(mail));
        });
    }

    private static IEnumerable<string> Fields(MimeMessage mail) => mail.Headers.Select(header => header.Field);

    private static string Parts(MimeMessage mail) => string.Join(' ', mail.BodyParts.Select(part => part.ContentType.MimeType));

    /// <summary>The skeleton of the HTML, which no name adds to.</summary>
    private static string Tags(MimeMessage mail) =>
        string.Join(' ', new AngleSharp.Html.Parser.HtmlParser().ParseDocument(mail.HtmlBody!).All.Select(element => element.LocalName));
}
