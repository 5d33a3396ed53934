using System.Diagnostics;
using System.Threading.Channels;

namespace EventTicket.Bench.Http;

/// <summary>
/// So many a second, at even distances, whether or not those before have their answers: what people do. Whoever finds no line free waits for one, and their time
/// counts from when they meant to ask; so a system that stands still for a moment cannot hide it.
/// </summary>
/// <param name="rate">How many ask in a second.</param>
internal sealed class OpenLoop(HttpVariant variant, int rate) : Load(variant)
{
    private readonly Channel<long> due = Channel.CreateUnbounded<long>(new UnboundedChannelOptions { SingleWriter = true });

    /// <summary>Who has come and has no line yet.</summary>
    public int Queue => due.Reader.Count;

    protected override Task Begin(CancellationToken over)
    {
        // A thread of its own: the pool is busy exactly when it matters.
        var arriving = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() =>
        {
            var began = Stopwatch.GetTimestamp();
            for (var number = 0L; !over.IsCancellationRequested; Thread.Sleep(1))
            {
                for (var at = When(number); at <= Stopwatch.GetTimestamp(); at = When(++number))
                {
                    due.Writer.TryWrite(at);
                }
            }

            due.Writer.Complete();
            arriving.SetResult();

            long When(long number) => began + (number * Stopwatch.Frequency / rate);
        }) { IsBackground = true, Name = "arrivals" }.Start();
        return arriving.Task;
    }

    protected override async Task Ask(Caller caller, CancellationToken over)
    {
        await foreach (var at in due.Reader.ReadAllAsync(CancellationToken.None))
        {
            if (over.IsCancellationRequested)
            {
                return;
            }

            await Once(caller, at);
        }
    }
}
