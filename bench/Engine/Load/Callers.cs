using System.Diagnostics;

namespace EventTicket.Bench.Engine;

/// <summary>Callers who ask again as soon as they have their answer: a closed loop, which shows how much can be sold, not how it feels at a given rate.</summary>
internal sealed class Callers(Variant variant, Acknowledged told)
{
    private volatile Latencies? measured;
    private volatile bool stopped;
    private long holds;

    public async Task<Window> Go(Spell spell)
    {
        var loops = Enumerable.Range(0, variant.Callers).Select(caller => Task.Run(() => Ask(caller))).ToList();
        var broken = Task.WhenAny(loops);
        await Task.WhenAny(Task.Delay(spell.WarmUp), broken);

        var latencies = new Latencies();
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var began = Stopwatch.GetTimestamp();
        measured = latencies;
        await Task.WhenAny(Task.Delay(spell.Measured), broken);
        measured = null;
        var took = Stopwatch.GetElapsedTime(began);
        allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;

        stopped = true;
        var counted = Interlocked.Read(ref holds);
        await Task.WhenAll(loops);
        return new Window(counted, took, latencies, allocated);
    }

    private async Task Ask(int caller)
    {
        while (!stopped)
        {
            var began = Stopwatch.GetTimestamp();
            var taken = await variant.Take(caller, told);
            if (measured is { } latencies)
            {
                latencies.Add(Stopwatch.GetTimestamp() - began);
                Interlocked.Add(ref holds, taken);
            }
        }
    }
}

/// <summary>What was counted between warm-up and end.</summary>
/// <param name="Latencies">Of each answer; of a whole batch where a batch is asked for.</param>
/// <param name="Allocated">Bytes in this whole process, the callers' own among them.</param>
internal sealed record Window(long Holds, TimeSpan Took, Latencies Latencies, long Allocated)
{
    public double PerSecond => Holds / Took.TotalSeconds;
}
