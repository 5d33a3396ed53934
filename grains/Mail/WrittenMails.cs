using System.Collections.Immutable;
using MimeKit;

namespace EventTicket.Mail;

/// <summary>The mails in the folder that stands in for a mail server.</summary>
internal sealed class WrittenMails(MailSettings settings)
{
    private const int Most = 100;

    /// <summary>The newest first; none where there is a server.</summary>
    public async Task<ImmutableArray<WrittenMail>> List()
    {
        var mails = ImmutableArray.CreateBuilder<WrittenMail>();
        foreach (var file in Files().OrderDescending(StringComparer.Ordinal).Take(Most))
        {
            using var message = await Open(file);
            mails.Add(Of(file, message));
        }

        return mails.ToImmutable();
    }

    /// <summary>One of them; null when there is none of that name.</summary>
    /// <param name="file">A name as <see cref="List"/> tells it. Only what the folder itself lists is ever opened.</param>
    public async Task<WrittenMailText?> Read(string file)
    {
        if (!Files().Contains(file, StringComparer.Ordinal))
        {
            return null;
        }

        using var message = await Open(file);
        return new(Of(file, message), message.TextBody ?? "");
    }

    private IEnumerable<string> Files() => settings.Folder is { } folder && Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, $"*{FolderCarrier.Extension}").Select(path => Path.GetFileName(path))
        : [];

    private Task<MimeMessage> Open(string file) => MimeMessage.LoadAsync(Path.Combine(settings.Folder!, file));

    private static WrittenMail Of(string file, MimeMessage message) => new(file, message.To.ToString(), message.Subject ?? "", message.Date);
}
