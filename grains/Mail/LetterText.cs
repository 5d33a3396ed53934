using System.Text;

namespace EventTicket.Mail;

/// <summary>A letter as plain text.</summary>
internal static class LetterText
{
    /// <param name="settings">For the foot of the mail.</param>
    public static string Of(Letter letter, MailSettings settings)
    {
        var text = new StringBuilder();
        foreach (var block in letter.Blocks.Where(block => block is not QrCode))
        {
            text.Append(Of(block)).Append("\n\n");
        }

        text.Append("-- \n");
        if (settings.TestMode)
        {
            text.Append(TestMode).Append('\n');
        }

        return text.Append("EventTicket\n").Append(settings.Site.AbsoluteUri).Append('\n').ToString();
    }

    /// <summary>What a mail says where no real money moves.</summary>
    public const string TestMode = "Test mode: no money moves.";

    private static string Of(Block block) => block switch
    {
        Paragraph paragraph => paragraph.Text,
        Facts facts => string.Join('\n', facts.Items.Select(fact => $"{fact.Name}: {fact.Value}")),
        Button button => $"{button.Label}:\n{button.Link.AbsoluteUri}",
        FinePrint { Link: { } link } print => $"{print.Text}\n{link.AbsoluteUri}",
        FinePrint print => print.Text,
        _ => throw new ArgumentOutOfRangeException(nameof(block), block.GetType().Name, "This block has no text."),
    };
}
