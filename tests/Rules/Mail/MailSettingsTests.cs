using EventTicket.Hosting;
using EventTicket.Mail;
using EventTicket.Tests.Postgres.Mail;

namespace EventTicket.Tests.Rules.Mail;

public sealed class MailSettingsTests
{
    private static readonly (string, string?)[] Server = [("Smtp:Host", "mail.example.org"), ("Mail:From", "EventTicket <tickets@example.org>")];

    [Fact]
    public void Without_a_server_mails_go_into_the_data_folder()
    {
        var settings = MailRoom.SettingsOf(("Data:Folder", "/var/lib/tickets"));

        Assert.Equal(("/var/lib/tickets/mail", null, null), (settings.Folder, settings.Smtp, settings.Sms));
        Assert.Equal(("tickets@tickets.example.org", 4, false), (settings.From.Address, settings.Connections, settings.TestMode));
    }

    [Fact]
    public void With_a_server_nothing_is_written_into_a_folder()
    {
        var settings = MailRoom.SettingsOf([.. Server, ("Data:Folder", "/var/lib/tickets"), ("Payments:TestMode", "true")]);

        Assert.Null(settings.Folder);
        Assert.Equal(new SmtpSettings("mail.example.org", 587, SmtpSecurity.StartTls, null, null), settings.Smtp);
        Assert.True(settings.TestMode);
    }

    [Theory]
    [InlineData("tls", 465)]
    [InlineData("STARTTLS", 587)]
    [InlineData("none", 25)]
    public void Each_security_has_its_usual_port(string security, int port) =>
        Assert.Equal(port, MailRoom.SettingsOf([.. Server, ("Smtp:Security", security)]).Smtp!.Port);

    [Theory]
    [InlineData("Smtp:Port", "0", "Smtp__Port is \"0\"; it takes a whole number from 1 to 65535.")]
    [InlineData("Smtp:Port", "smtp", "Smtp__Port is \"smtp\"; it takes a whole number from 1 to 65535.")]
    [InlineData("Smtp:Security", "ssl", "Smtp__Security is \"ssl\"; it takes none, starttls or tls.")]
    [InlineData("Smtp:User", "ada", "Smtp__User and Smtp__Password are set together, or neither.")]
    [InlineData("Smtp:Password", "secret", "Smtp__User and Smtp__Password are set together, or neither.")]
    [InlineData("Mail:From", "nobody in particular", "Mail__From is \"nobody in particular\"; it takes one sender, such as EventTicket <tickets@example.org>.")]
    [InlineData("Mail:From", null, "Mail__From is not set. With a mail server it takes the sender, such as EventTicket <tickets@example.org>.")]
    [InlineData("Mail:Connections", "0", "Mail__Connections is \"0\"; it takes a whole number from 1 to 64.")]
    [InlineData("Payments:TestMode", "perhaps", "Payments__TestMode is \"perhaps\"; it takes true or false.")]
    [InlineData("Site:PublicUrl", "tickets.example.org", "Site__PublicUrl is \"tickets.example.org\"; it takes an absolute address such as https://tickets.example.org.")]
    [InlineData("Site:PublicUrl", "https://ada:secret@example.org", "Site__PublicUrl is \"https://ada:secret@example.org\"; it takes an absolute address such as https://tickets.example.org.")]
    [InlineData("Sms:Url", "sms", "Sms__Url is \"sms\"; it takes an absolute address such as https://sms.example.org/messages.")]
    [InlineData("Sms:Url", "https://sms.example.org", "Sms__From is not set; it takes the number or name that SMS come from.")]
    public void What_is_wrong_is_named_as_the_operator_wrote_it(string key, string? value, string message) =>
        Assert.Equal(message, Assert.Throws<StartRefusedException>(() => MailRoom.SettingsOf([.. Server.Where(setting => setting.Item1 != key), (key, value)])).Message);

    [Fact]
    public void Everything_that_is_wrong_is_named_at_once()
    {
        var refused = Assert.Throws<StartRefusedException>(() => MailRoom.SettingsOf(("Smtp:Host", "mail.example.org"), ("Smtp:Port", "-1"), ("Mail:Connections", "many")));

        Assert.Equal(["Smtp__Port", "Mail__From", "Mail__Connections"], refused.Message.Split(Environment.NewLine).Select(line => line.Split(' ')[0]).OrderBy(name => name != "Smtp__Port").ThenBy(name => name != "Mail__From"));
    }

    [Fact]
    public void Somewhere_mail_must_go() =>
        Assert.StartsWith("No way for mail to leave", Assert.Throws<StartRefusedException>(() => MailRoom.SettingsOf()).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("mail.example.org", true)]
    [InlineData("localhost", false)]
    [InlineData("127.0.0.1", false)]
    public void A_password_goes_in_clear_to_this_machine_only(string host, bool refused)
    {
        var settings = () => MailRoom.SettingsOf([("Smtp:Host", host), ("Mail:From", "tickets@example.org"), ("Smtp:Security", "none"), ("Smtp:User", "ada"), ("Smtp:Password", "secret")]);

        if (refused)
        {
            Assert.StartsWith("Smtp__Security is none", Assert.Throws<StartRefusedException>(settings).Message, StringComparison.Ordinal);
        }
        else
        {
            Assert.Equal("secret", settings().Smtp!.Password);
        }
    }

    [Fact]
    public void Neither_password_is_said()
    {
        var settings = MailRoom.SettingsOf([
            .. Server, ("Smtp:User", "ada"), ("Smtp:Password", "hush"), ("Sms:Url", "https://sms.example.org/x"), ("Sms:User", "eve"), ("Sms:Password", "quiet"), ("Sms:From", "Shop")]);

        Assert.Equal(("mail.example.org:587", "sms.example.org"), (settings.Smtp!.ToString(), settings.Sms!.ToString()));
        Assert.DoesNotContain("hush", settings.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("quiet", settings.ToString(), StringComparison.Ordinal);
    }
}
