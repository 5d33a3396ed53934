using MimeKit;

namespace EventTicket.Mail;

/// <summary>How mail leaves, as the operator wrote it; read by <see cref="MailSettingsReader"/>.</summary>
/// <param name="From">Who it is from.</param>
/// <param name="Site">What links begin with: configuration only, never what a request called its host.</param>
/// <param name="TestMode">Whether no real money moves; every mail then says so.</param>
/// <param name="Connections">How many mails are on their way at once, from each silo.</param>
/// <param name="BulkPerSecond">How many mails to many leave each silo in a second, at most.</param>
/// <param name="Folder">Where mails are written when there is no server.</param>
/// <param name="Smtp">The mail server; null when mails are written into <paramref name="Folder"/>.</param>
/// <param name="Sms">Who sends SMS; null where nobody does.</param>
internal sealed record MailSettings(
    MailboxAddress From, Uri Site, bool TestMode, int Connections, int BulkPerSecond, string? Folder, SmtpSettings? Smtp, SmsSettings? Sms)
{
    /// <summary>The address of a page of the site.</summary>
    /// <param name="path">Without a slash at its beginning.</param>
    public Uri Page(string path) => new($"{Site.AbsoluteUri.TrimEnd('/')}/{path}");
}

/// <param name="User">Null when the server asks for nobody.</param>
internal sealed record SmtpSettings(string Host, int Port, SmtpSecurity Security, string? User, string? Password)
{
    /// <summary>Where mail goes, without the password.</summary>
    public override string ToString() => $"{Host}:{Port}";
}

internal enum SmtpSecurity
{
    /// <summary>In clear: for a server on this machine or a private network.</summary>
    None,

    /// <summary>Begins in clear; nothing is sent before the connection is encrypted.</summary>
    StartTls,

    /// <summary>Encrypted from the first byte.</summary>
    Tls,
}

/// <param name="Url">Takes the widely copied form: a POST of To, From and Body.</param>
internal sealed record SmsSettings(Uri Url, string? User, string? Password, string From)
{
    /// <summary>Where SMS go, without the password.</summary>
    public override string ToString() => Url.Host;
}
