using System.Runtime.CompilerServices;
using EventTicket.Events;

namespace EventTicket.Tests.Rules;

public sealed class FactReaderTests
{
    private readonly BoxOffice box = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_read_ahead_is_what_was_written_in_its_order()
    {
        var rows = Rows(2_500);

        List<Fact> read = [];
        await foreach (var facts in FactReader.Ahead(Slowly(rows, stop: Stop), Stop))
        {
            read.AddRange(facts);
        }

        Assert.Equal(rows, read.Select((fact, n) => FactCodec.Write(fact, n + 1)));
    }

    [Fact]
    public void Orders_for_the_same_are_for_the_same_in_memory_too()
    {
        var reader = new FactReader();

        var holds = Rows(3).Select(reader.Read).OfType<Held>().ToList();

        Assert.All(holds, hold => Assert.True(hold.Items == holds[0].Items));
        Assert.Equal(3, holds.Select(hold => hold.OrderId).Distinct().Count());
    }

    [Theory]
    [InlineData("""{"currency":"GBP"}""")]
    [InlineData("""{"until":"tomorrow","currency":"GBP","items":[]}""")]
    [InlineData("""{"until":"2031-03-01T19:00:00+00:00""")]
    public void What_nobody_wrote_is_no_hold(string data) =>
        Assert.ThrowsAny<Exception>(() => new FactReader().Read(Rows(1)[^1] with { Data = data }));

    [Fact]
    public async Task A_row_that_cannot_be_read_is_told_to_who_reads_after_what_came_before_it()
    {
        var rows = Rows(1_500);
        rows[1_200] = rows[1_200] with { Kind = "from a newer release" };
        var before = 0;

        await Assert.ThrowsAsync<InvalidOperationException>(async () =>
        {
            await foreach (var facts in FactReader.Ahead(Slowly(rows, stop: Stop), Stop))
            {
                before += facts.Count;
            }
        });

        Assert.Equal(1_000, before);
    }

    [Fact]
    public async Task Who_stops_in_the_middle_stops_the_reading()
    {
        var stopped = new TaskCompletionSource();

        await foreach (var _ in FactReader.Ahead(Slowly(Rows(20_000), stopped, Stop), Stop))
        {
            break;
        }

        Assert.True(stopped.Task.IsCompleted);
    }

    private JournalRow[] Rows(int holds)
    {
        box.Hold(Guid.NewGuid(), 1).Granted();
        var held = (Held)box.Facts.First(fact => fact is Held);
        return [.. box.Facts.Where(fact => fact is not Held).Concat(Enumerable.Range(0, holds).Select(n => held with { OrderId = Guid.NewGuid(), ExpiresAt = held.ExpiresAt.AddSeconds(n) }))
            .Select((fact, n) => FactCodec.Write(fact, n + 1))];
    }

    private static async IAsyncEnumerable<JournalRow> Slowly(JournalRow[] rows, TaskCompletionSource? stopped = null, [EnumeratorCancellation] CancellationToken stop = default)
    {
        try
        {
            foreach (var row in rows)
            {
                stop.ThrowIfCancellationRequested();
                yield return row;
            }

            await Task.Yield();
        }
        finally
        {
            stopped?.SetResult();
        }
    }
}
