using System.Text.RegularExpressions;

namespace EventTicket.Tests.Web;

/// <summary>What a running copy without a mail server has written into its folder instead of sending it.</summary>
internal static partial class Mailbox
{
    /// <summary>Waits for a mail to this address that carries a link, and answers the link's token.</summary>
    /// <param name="about">A word of the link's address, such as <c>confirm</c>.</param>
    /// <param name="other">A token that was seen already and is not meant.</param>
    public static Task<string> Token(this Stack stack, string address, string about, string? other = null) => Find(stack, address, mail =>
        Links.Matches(mail).Where(link => link.Value.Contains(about, StringComparison.Ordinal)).Select(link => link.Groups[1].Value).FirstOrDefault(token => token != other));

    /// <summary>Waits for a mail that offers a ticket to this address, and answers the offer's page.</summary>
    public static Task<string> Offer(this Stack stack, string address) => Find(stack, address, mail => OfferPage.Match(mail) is { Success: true } page ? page.Value : null);

    private static async Task<string> Find(Stack stack, string address, Func<string, string?> read)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        while (true)
        {
            foreach (var file in Files(stack))
            {
                var mail = Readable(await File.ReadAllTextAsync(file, patience.Token));
                if (Recipient.Match(mail).Value.Contains(address, StringComparison.Ordinal) && read(mail) is { } found)
                {
                    return found;
                }
            }

            await Task.Delay(100, patience.Token);
        }
    }

    /// <summary>The names of the mails that were written, the newest first.</summary>
    public static IEnumerable<string> Files(Stack stack)
    {
        var folder = Path.Combine(stack.DataFolder, "mail");
        return Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.eml").OrderDescending(StringComparer.Ordinal) : [];
    }

    /// <summary>Quoted-printable undone, as far as links need it.</summary>
    private static string Readable(string mail) => mail.ReplaceLineEndings("\n").Replace("=\n", "", StringComparison.Ordinal).Replace("=3D", "=", StringComparison.Ordinal);

    // With a name before the address, and on a line of its own when that is long.
    [GeneratedRegex(@"^To:.*(\n[ \t].*)*", RegexOptions.Multiline)]
    private static partial Regex Recipient { get; }

    [GeneratedRegex(@"https?://\S+\?token=([A-Za-z0-9_-]+)")]
    private static partial Regex Links { get; }

    [GeneratedRegex("/tickets/offers/[0-9a-f-]{36}")]
    private static partial Regex OfferPage { get; }
}
