using EventTicket.Purchases;

namespace EventTicket.Mail;

/// <summary>What a mail says, before it is HTML or plain text. All of it is plain text: whatever shows it encodes it.</summary>
/// <param name="Subject">One line; also its heading.</param>
/// <param name="Short">The same as an SMS, with the link; null for what is never sent by SMS.</param>
internal sealed record Letter(string Subject, IReadOnlyList<Block> Blocks, string? Short = null)
{
    /// <summary>For mails that somebody may end: where, with one click (RFC 8058) or on a page.</summary>
    public Uri? Unsubscribe { get; init; }

    /// <summary>Files that come with it.</summary>
    public IReadOnlyList<TicketFile> Enclosed { get; init; } = [];

    /// <summary>The same letter, said to somebody by name.</summary>
    /// <param name="name">As the person typed it; null says nothing.</param>
    public Letter To(string? name) =>
        name is null || Words.Line(name).Length == 0 ? this : this with { Blocks = [new Paragraph($"Hello {Words.Line(name)},"), .. Blocks] };
}

/// <summary>A part of a letter.</summary>
internal abstract record Block;

internal sealed record Paragraph(string Text) : Block;

/// <summary>Things worth finding again: a name and a value each.</summary>
internal sealed record Facts(IReadOnlyList<(string Name, string Value)> Items) : Block;

/// <summary>The one thing to do. Plain text shows the address below the label.</summary>
internal sealed record Button(string Label, Uri Link) : Block;

/// <summary>A QR code. Plain text leaves it out, so what it holds stands beside it as text too.</summary>
/// <param name="Content">What a scanner reads.</param>
/// <param name="Says">What somebody is told who cannot see it.</param>
internal sealed record QrCode(string Content, string Says) : Block;

/// <summary>What the reader may need to know but not to do.</summary>
/// <param name="Link">What it leads to; null for nothing.</param>
internal sealed record FinePrint(string Text, Uri? Link = null) : Block;
