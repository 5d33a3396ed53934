using System.Diagnostics;
using EventTicket.Bench.Engine;

namespace EventTicket.Bench.Http;

/// <summary>How it is asked: for a while, by some callers.</summary>
internal abstract class Load(HttpVariant variant)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private volatile Latencies? measured;
    private long asked;
    private long done;

    /// <summary>Everything that was answered, warm-up included.</summary>
    public long Asked => Interlocked.Read(ref asked);

    /// <summary>Asks until the spell is over, and waits for the last answers.</summary>
    /// <exception cref="TimeoutException">They do not come.</exception>
    public async Task<HttpWindow> Go(IReadOnlyList<Caller> callers, Spell spell)
    {
        using var over = new CancellationTokenSource();
        var loops = callers.Select(caller => Task.Run(() => Ask(caller, over.Token))).ToList();
        var arrivals = Begin(over.Token);
        var broken = Task.WhenAny(loops);
        await Task.WhenAny(Task.Delay(spell.WarmUp), broken);

        var latencies = new Latencies();
        var began = Stopwatch.GetTimestamp();
        measured = latencies;
        await Task.WhenAny(Task.Delay(spell.Measured), broken);
        measured = null;
        var took = Stopwatch.GetElapsedTime(began);
        var counted = Interlocked.Read(ref done);

        await over.CancelAsync();
        await Task.WhenAll([.. loops, arrivals]).WaitAsync(Patience);
        return new HttpWindow(counted, took, latencies);
    }

    /// <summary>Whatever says when to ask.</summary>
    protected virtual Task Begin(CancellationToken over) => Task.CompletedTask;

    /// <summary>Has one caller ask, again and again.</summary>
    protected abstract Task Ask(Caller caller, CancellationToken over);

    /// <param name="began">When it was to be asked, by the stopwatch.</param>
    protected async ValueTask Once(Caller caller, long began)
    {
        var good = await variant.Ask(caller);
        Interlocked.Increment(ref asked);
        if (good && measured is { } latencies)
        {
            latencies.Add(Stopwatch.GetTimestamp() - began);
            Interlocked.Increment(ref done);
        }
    }
}

/// <summary>Each asks again as soon as they have their answer: a closed loop, which shows how much is possible.</summary>
internal sealed class ClosedLoop(HttpVariant variant) : Load(variant)
{
    protected override async Task Ask(Caller caller, CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            await Once(caller, Stopwatch.GetTimestamp());
        }
    }
}

/// <param name="Done">What came to what it should, between warm-up and end.</param>
internal sealed record HttpWindow(long Done, TimeSpan Took, Latencies Latencies)
{
    public double PerSecond => Done / Took.TotalSeconds;
}
