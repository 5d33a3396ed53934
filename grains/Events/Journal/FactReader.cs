using System.Globalization;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace EventTicket.Events;

/// <summary>
/// Reads an event's facts back, all of them and quickly: a silo that died in an on-sale leaves a million. What many rows say
/// in the same words is understood once, and rows are read and understood beside the thread on which they are applied.
/// </summary>
internal sealed class FactReader
{
    private const int AtOnce = 1_000;
    private const int BatchesAhead = 8;

    // Orders of an event are for some hundred different things. Only what nobody foresees comes to more.
    private const int MostKept = 10_000;
    private const string BeforeUntil = "{\"until\":\"";

    private readonly Dictionary<string, Held> known = [];

    /// <summary>The facts of these rows, in their order, some at a time.</summary>
    public static async IAsyncEnumerable<IReadOnlyList<Fact>> Ahead(IAsyncEnumerable<JournalRow> rows, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        using var given = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var batches = Channel.CreateBounded<IReadOnlyList<Fact>>(new BoundedChannelOptions(BatchesAhead) { SingleReader = true, SingleWriter = true });
        var reading = Task.Run(() => ReadAll(rows, batches.Writer, given.Token), CancellationToken.None);
        try
        {
            await foreach (var batch in batches.Reader.ReadAllAsync(cancellation))
            {
                yield return batch;
            }
        }
        finally
        {
            // Whoever stops in the middle wants no more of it.
            await given.CancelAsync();
            await reading;
        }
    }

    public Fact Read(JournalRow row) => row is { Kind: "held", Data: { } data } ? ReadHeld(row, data) : FactCodec.Read(row);

    private static async Task ReadAll(IAsyncEnumerable<JournalRow> rows, ChannelWriter<IReadOnlyList<Fact>> batches, CancellationToken given)
    {
        var reader = new FactReader();
        try
        {
            List<Fact> batch = new(AtOnce);
            await foreach (var row in rows.WithCancellation(given))
            {
                batch.Add(reader.Read(row));
                if (batch.Count == AtOnce)
                {
                    await batches.WriteAsync(batch, given);
                    batch = new(AtOnce);
                }
            }

            await batches.WriteAsync(batch, given);
            batches.Complete();
        }
        catch (Exception e)
        {
            // It is thrown where the batches are read.
            batches.Complete(e);
        }
    }

    /// <summary>All but the time until which it is held stands in few different words.</summary>
    private Held ReadHeld(JournalRow row, string data)
    {
        var end = data.StartsWith(BeforeUntil, StringComparison.Ordinal) ? data.IndexOf('"', BeforeUntil.Length) : -1;
        if (end < 0 || !DateTimeOffset.TryParse(data.AsSpan()[BeforeUntil.Length..end], CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var until))
        {
            return (Held)FactCodec.Read(row);
        }

        var words = data.AsSpan()[end..];
        if (known.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(words, out var same))
        {
            return new Held(row.At, row.OrderId!.Value, row.PersonId!.Value, same.Items, until, FactCodec.Mark(row)) { Codes = same.Codes };
        }

        var held = (Held)FactCodec.Read(row);
        if (held is { BookingId: null, WaitingId: null } && known.Count < MostKept)
        {
            known.Add(words.ToString(), held with { Operation = null });
        }

        return held;
    }
}
