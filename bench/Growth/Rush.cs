using System.Diagnostics;
using EventTicket.Bench.Engine;

namespace EventTicket.Bench.Growth;

/// <summary>So many holds, by callers who ask again as soon as they have their answer.</summary>
internal static class Rush
{
    public const int Callers = 512;

    /// <param name="hold">Takes one place and answers its order.</param>
    public static async Task<RushFigures> Go(int holds, Acknowledged told, Func<Task<Guid>> hold)
    {
        var latencies = new Latencies();
        var left = holds;
        var (worked, allocated) = (ProcessorTime.OfMachine(), GC.GetTotalAllocatedBytes(precise: true));
        var began = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Decrement(ref left) >= 0)
            {
                var asked = Stopwatch.GetTimestamp();
                told.Add(await hold());
                latencies.Add(Stopwatch.GetTimestamp() - asked);
            }
        })));
        return new(holds, Stopwatch.GetElapsedTime(began), ProcessorTime.OfMachine() - worked, GC.GetTotalAllocatedBytes(precise: true) - allocated, latencies);
    }
}

/// <param name="Worked">Of all processors, by whoever: our process and the database's.</param>
/// <param name="Allocated">Bytes in this process, the callers' own among them.</param>
internal sealed record RushFigures(int Holds, TimeSpan Took, TimeSpan Worked, long Allocated, Latencies Latencies)
{
    /// <summary>Microseconds by the clock on the wall.</summary>
    public double Wall => Took.TotalMicroseconds / Holds;

    /// <summary>Microseconds of processors.</summary>
    public double Processor => Worked.TotalMicroseconds / Holds;

    public double? P50 => Latencies.At(0.5)?.TotalMilliseconds;

    public double? P99 => Latencies.At(0.99)?.TotalMilliseconds;
}
