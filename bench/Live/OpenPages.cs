using System.Diagnostics;

namespace EventTicket.Bench.Live;

/// <summary>Everybody who has the event's page open, and when each was told of the change that is under way.</summary>
internal sealed class OpenPages(Uri gateway, Guid eventId) : IDisposable
{
    private static readonly ParallelOptions Some = new() { MaxDegreeOfParallelism = 64 };
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly List<OpenPage> pages = [];
    private volatile Change? change;

    /// <summary>Opens so many more.</summary>
    public async Task Open(int count)
    {
        var more = Enumerable.Range(0, count).Select(_ => new OpenPage()).ToList();
        pages.AddRange(more);
        await Parallel.ForEachAsync(more, Some, async (page, _) => await page.Open(gateway, eventId, Heard));
    }

    /// <summary>Makes a change and waits until every page has been told of it.</summary>
    /// <param name="level">What is left then.</param>
    /// <returns>How long it took until each page was told, from before the change was asked for; missing for those that were not told in time.</returns>
    public async Task<IReadOnlyList<TimeSpan>> Tell(string level, Func<Task> make)
    {
        var mine = new Change(level, pages.Count, Stopwatch.GetTimestamp());
        change = mine;
        await make();
        await Task.WhenAny(mine.All, Task.Delay(Patience));
        return mine.Times;
    }

    /// <summary>Pages that are not open any more, or say something else than this.</summary>
    public IEnumerable<string> Wrong(string level)
    {
        foreach (var page in pages)
        {
            if (page.Ended is { } why)
            {
                yield return $"A line is at its end: {why}";
            }
            else if (page.Level != level)
            {
                yield return $"A page says that {page.Level} are left, and it is {level}.";
            }
        }
    }

    public void Dispose() => pages.ForEach(page => page.Dispose());

    private void Heard(OpenPage page, string level) => change?.Heard(level);

    private sealed class Change(string level, int pages, long began)
    {
        private readonly TimeSpan[] times = new TimeSpan[pages];
        private readonly TaskCompletionSource all = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int next;
        private int told;

        public Task All => all.Task;

        public IReadOnlyList<TimeSpan> Times => times[..Math.Min(Volatile.Read(ref told), pages)];

        public void Heard(string heard)
        {
            if (heard != level)
            {
                return;
            }

            var number = Interlocked.Increment(ref next);
            if (number <= pages)
            {
                times[number - 1] = Stopwatch.GetElapsedTime(began);
            }

            if (Interlocked.Increment(ref told) == pages)
            {
                all.TrySetResult();
            }
        }
    }
}
