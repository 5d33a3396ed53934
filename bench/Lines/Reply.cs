using System.Buffers.Text;
using System.Text;

namespace EventTicket.Bench.Lines;

/// <summary>One answer.</summary>
/// <param name="Status">The HTTP status; 0 when no answer came.</param>
/// <param name="Body">Good until the next call on the same line.</param>
/// <param name="RetryAfter">Seconds; 0 without the header.</param>
/// <param name="Closes">Whether the other side hangs up after it.</param>
internal readonly record struct Reply(int Status, ReadOnlyMemory<byte> Body, int RetryAfter, bool Closes)
{
    public static readonly Reply None;

    public string Text => Encoding.UTF8.GetString(Body.Span);

    /// <summary>429 or 503: nothing is decided, ask again.</summary>
    public bool IsLater => Status is 429 or 503;

    /// <summary>The id in a field of the JSON body; null when there is none.</summary>
    /// <param name="field">With its quotes, colon and opening quote: <c>"orderId":"</c>.</param>
    public Guid? Id(ReadOnlySpan<byte> field)
    {
        var at = Body.Span.IndexOf(field);
        return at >= 0 && Utf8Parser.TryParse(Body.Span[(at + field.Length)..], out Guid id, out _) ? id : null;
    }
}
