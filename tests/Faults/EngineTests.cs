using EventTicket.Bench.Engine;
using EventTicket.Tests.Postgres;

namespace EventTicket.Tests.Faults;

/// <summary>The measurement of the engine at a small size: what it sells in each way is right. How fast is nobody's business here.</summary>
public sealed class EngineTests(PostgresServer server)
{
    private static readonly string[] OfEachWay = ["a-8", "a2-16", "b-16", "c-100", "d-512-tcp", "d-64", "l1-orders", "l2-grain", "l2-rules"];
    private static readonly Spell Short = new(TimeSpan.FromSeconds(0.1), TimeSpan.FromSeconds(0.3));

    [Fact]
    public async Task Every_way_to_take_places_sells_each_place_once_and_is_counted()
    {
        var report = await new EngineRun(await server.NewDatabase(), rounds: 1, Short, OfEachWay).Go(TextWriter.Null);

        Assert.Empty(report.Violations);
        Assert.Equal(OfEachWay, report.Measured.Select(measured => measured.Key).Order(StringComparer.Ordinal));
        Assert.StartsWith("<svg", EnginePicture.Draw(report), StringComparison.Ordinal);
    }

    [Fact]
    public void Holds_that_are_lost_doubled_or_unknown_are_told()
    {
        var (lost, doubled, unknown) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        var told = new Acknowledged();
        told.Add(lost);
        told.Add(doubled);

        Assert.Empty(told.Compare([lost, doubled]));
        Assert.Equal(
            ["1 holds are written twice.", "1 acknowledged holds are not written.", "1 holds are written that nobody was told of."],
            told.Compare([doubled, doubled, unknown]));
    }

    [Theory]
    [InlineData(0.5, 500)]
    [InlineData(0.99, 990)]
    [InlineData(1, 1000)]
    public void Times_are_read_off_their_buckets_to_three_hundredths(double share, int milliseconds)
    {
        var latencies = new Latencies();
        foreach (var n in Enumerable.Range(1, 1000))
        {
            latencies.Add(n * System.Diagnostics.Stopwatch.Frequency / 1000);
        }

        Assert.InRange(latencies.At(share)!.Value.TotalMilliseconds, milliseconds, milliseconds * 1.04);
    }
}
