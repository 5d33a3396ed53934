using System.Globalization;
using System.Text;
using MimeKit;

namespace EventTicket.Mail;

/// <summary>A letter as a MIME message, HTML beside text.</summary>
internal static class MimeLetter
{
    private const int LongestName = 100;

    /// <exception cref="ParseException">The recipient is no address.</exception>
    public static MimeMessage Of(Parcel parcel, MailSettings settings)
    {
        var message = new MimeMessage
        {
            Subject = Words.Line(parcel.Letter.Subject),
            Date = parcel.At,
            MessageId = Id(parcel.MailId, settings.Site),
            Body = Body(parcel.Letter, settings),
        };
        message.From.Add(settings.From);
        message.To.Add(Recipient(parcel));
        // So that nobody's holiday message comes back.
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.Headers.Add("X-Auto-Response-Suppress", "All");
        if (parcel.Letter.Unsubscribe is { } end)
        {
            // Mail programs show a button of their own for these two, and send the POST without opening a page.
            message.Headers.Add("List-Unsubscribe", $"<{end.AbsoluteUri}>");
            message.Headers.Add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }

        return message;
    }

    /// <summary>The same for every attempt, so that a mail which arrives twice is one mail to whoever reads it.</summary>
    public static string Id(Guid mailId, Uri site) => string.Create(
        CultureInfo.InvariantCulture, $"{mailId:N}@{(site.HostNameType == UriHostNameType.Dns ? site.IdnHost : "eventticket.invalid")}");

    // Pictures travel with the mail: it is read at the door, where there may be no network, and nobody is told when it is opened.
    private static MimeEntity Body(Letter letter, MailSettings settings)
    {
        var body = new BodyBuilder { TextBody = LetterText.Of(letter, settings), HtmlBody = LetterHtml.Of(letter, settings) };
        foreach (var code in letter.Blocks.OfType<QrCode>())
        {
            var picture = body.LinkedResources.Add($"ticket-{body.LinkedResources.Count + 1}.png", QrPicture.Png(code), new ContentType("image", "png"));
            picture.ContentId = QrPicture.Id(code);
        }

        foreach (var file in letter.Enclosed)
        {
            body.Attachments.Add(file.Name, file.Content, ContentType.Parse(file.ContentType));
        }

        return body.ToMessageBody();
    }

    private static MailboxAddress Recipient(Parcel parcel)
    {
        // Parsed strictly: one address, and nothing that a header could take for more.
        var bare = MailboxAddress.Parse(parcel.Recipient);
        return bare.Address == parcel.Recipient
            ? new MailboxAddress(Encoding.UTF8, parcel.Name is null ? "" : Words.Shortened(Words.Line(parcel.Name), LongestName), bare.Address)
            : throw new ParseException("Not one plain address.", 0, 0);
    }
}
