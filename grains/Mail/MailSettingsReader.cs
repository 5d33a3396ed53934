using System.Globalization;
using EventTicket.Hosting;
using Microsoft.Extensions.Configuration;
using MimeKit;

namespace EventTicket.Mail;

/// <summary>Reads the settings of mail and SMS, and names each that is wrong as the operator wrote it.</summary>
internal sealed class MailSettingsReader
{
    private readonly IConfiguration configuration;
    private readonly List<string> wrong = [];

    private MailSettingsReader(IConfiguration configuration) => this.configuration = configuration;

    /// <exception cref="StartRefusedException">Something is wrong or missing; the message names all of it, a line each.</exception>
    public static MailSettings Read(IConfiguration configuration)
    {
        var reader = new MailSettingsReader(configuration);
        var settings = reader.Settings();
        return reader.wrong.Count == 0 ? settings : throw new StartRefusedException(string.Join(Environment.NewLine, reader.wrong));
    }

    private MailSettings Settings()
    {
        var site = WebAddress("Site:PublicUrl", "https://tickets.example.org") ?? new("http://localhost:8000");
        var smtp = Smtp();
        var folder = Text("Data:Folder") is { } data ? Path.Combine(Path.GetFullPath(data), "mail") : null;
        if (smtp is null && folder is null)
        {
            wrong.Add("No way for mail to leave: set Smtp__Host to a mail server, or Data__Folder to a folder in which mails are written instead.");
        }

        return new(
            From(site, smtp is not null), site, Truth("Payments:TestMode"), Number("Mail:Connections", 4, 1, 64), Number("Mail:BulkPerSecond", 200, 1, 1000), smtp is null ? folder : null, smtp, Sms());
    }

    private MailboxAddress From(Uri site, bool needed)
    {
        if (Text("Mail:From") is not { } text)
        {
            Check(!needed, "Mail__From is not set. With a mail server it takes the sender, such as EventTicket <tickets@example.org>.");
            return new MailboxAddress("EventTicket", $"tickets@{(site.HostNameType == UriHostNameType.Dns ? site.IdnHost : "localhost")}");
        }

        var parsed = MailboxAddress.TryParse(text, out var from) && from.Address.Contains('@', StringComparison.Ordinal);
        Check(parsed, $"Mail__From is \"{text}\"; it takes one sender, such as EventTicket <tickets@example.org>.");
        return parsed ? from! : new MailboxAddress("", "nobody@localhost");
    }

    private SmtpSettings? Smtp()
    {
        if (Text("Smtp:Host") is not { } host)
        {
            return null;
        }

        var security = Text("Smtp:Security")?.ToLowerInvariant() switch
        {
            null or "starttls" => SmtpSecurity.StartTls,
            "tls" => SmtpSecurity.Tls,
            "none" => SmtpSecurity.None,
            var other => Wrong(SmtpSecurity.StartTls, $"Smtp__Security is \"{other}\"; it takes none, starttls or tls."),
        };
        var (user, password) = (Text("Smtp:User"), configuration["Smtp:Password"]);
        Check((user is null) == string.IsNullOrEmpty(password), "Smtp__User and Smtp__Password are set together, or neither.");
        Check(user is null || security != SmtpSecurity.None || IsHere(host), "Smtp__Security is none, which would send Smtp__Password in clear to another machine; it takes starttls or tls when there is a user.");
        var usual = security switch { SmtpSecurity.Tls => 465, SmtpSecurity.StartTls => 587, _ => 25 };
        return new(host, Number("Smtp:Port", usual, 1, 65535), security, user, password);
    }

    private SmsSettings? Sms()
    {
        if (WebAddress("Sms:Url", "https://sms.example.org/messages") is not { } url)
        {
            return null;
        }

        var (user, password, from) = (Text("Sms:User"), configuration["Sms:Password"], Text("Sms:From"));
        Check(from is not null, "Sms__From is not set; it takes the number or name that SMS come from.");
        Check((user is null) == string.IsNullOrEmpty(password), "Sms__User and Sms__Password are set together, or neither.");
        Check(url.Scheme == Uri.UriSchemeHttps || url.IsLoopback, "Sms__Url begins with http, which would send links and passwords in clear to another machine; it takes https.");
        return new(url, user, password, from ?? "");
    }

    private Uri? WebAddress(string key, string example)
    {
        if (Text(key) is not { } text)
        {
            return null;
        }

        var fine = Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.UserInfo.Length == 0 && uri.Fragment.Length == 0;
        Check(fine, $"{Name(key)} is \"{text}\"; it takes an absolute address such as {example}.");
        return fine ? uri : null;
    }

    private int Number(string key, int otherwise, int least, int most) =>
        Text(key) is not { } text ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number
        : Wrong(otherwise, $"{Name(key)} is \"{text}\"; it takes a whole number from {least} to {most}.");

    private bool Truth(string key) =>
        Text(key) is { } text && (bool.TryParse(text, out var truth) ? truth : Wrong(false, $"{Name(key)} is \"{text}\"; it takes true or false."));

    private string? Text(string key) => configuration[key] is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;

    private static bool IsHere(string host) => Uri.TryCreate($"smtp://{host}", UriKind.Absolute, out var uri) && uri.IsLoopback;

    private void Check(bool fine, string problem)
    {
        if (!fine)
        {
            wrong.Add(problem);
        }
    }

    private T Wrong<T>(T instead, string problem)
    {
        wrong.Add(problem);
        return instead;
    }

    private static string Name(string key) => key.Replace(":", "__", StringComparison.Ordinal);
}
