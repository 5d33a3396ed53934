using EventTicket.Bench.Engine;

namespace EventTicket.Bench.Growth;

/// <summary>What becomes of memory, holds and activations as events grow, and as there are more of them.</summary>
/// <param name="newDatabase">Makes an empty database of this name and answers how to connect to it.</param>
internal sealed class GrowthRun(Func<string, Task<string>> newDatabase, GrowthCommand wanted)
{
    public static readonly IReadOnlyList<string> Parts = ["bytes", "holds", "events"];

    private readonly List<string> violations = [];

    public async Task<GrowthReport> Go(TextWriter progress)
    {
        var memory = Wants("bytes") ? await Memory(progress) : [];
        var holds = Wants("holds") ? await Holds(progress) : [];
        var events = Wants("events") ? await Events(progress) : null;
        return new(memory, holds, events, violations);
    }

    private bool Wants(string part) => wanted.Parts?.Contains(part) ?? true;

    private async Task<List<TicketMemory>> Memory(TextWriter progress)
    {
        List<TicketMemory> memory = [];
        foreach (var (orders, sizes) in TicketMemory.Kinds)
        {
            var (measured, wrong) = TicketMemory.Measure(orders, sizes, wanted.Tickets);
            memory.Add(measured);
            violations.AddRange(wrong);
            await progress.WriteLineAsync($"Memory: orders of {orders}, {measured.Bytes:F0} bytes for each of {measured.Tickets} tickets");
        }

        return memory;
    }

    private async Task<List<GrownRound>> Holds(TextWriter progress)
    {
        List<GrownEvent> events = [];
        try
        {
            foreach (var tickets in new[] { wanted.Sold / 1_000, wanted.Sold / 10, wanted.Sold / 2, wanted.Sold }.Select(tickets => Math.Max(1, tickets)).Distinct())
            {
                await progress.WriteLineAsync($"Selling {tickets} tickets");
                events.Add(await GrownEvent.Sell(await newDatabase($"sold_{tickets}"), tickets));
            }

            return await Rounds(events, progress);
        }
        finally
        {
            foreach (var grown in events)
            {
                await grown.DisposeAsync();
            }
        }
    }

    // The rehearsal is not counted, but for its activations: they are those of a process that has just started.
    private async Task<List<GrownRound>> Rounds(List<GrownEvent> events, TextWriter progress)
    {
        List<GrownRound> measured = [];
        var told = new Acknowledged();
        for (var round = 0; round <= wanted.Rounds; round++)
        {
            var order = events.ToArray();
            Random.Shared.Shuffle(order);
            foreach (var grown in order)
            {
                told.Forget();
                var activation = await grown.Activate();
                await grown.Hold(Math.Max(1, wanted.Holds / 5), told);
                var holds = await grown.Hold(wanted.Holds, told);
                violations.AddRange((await grown.Check(told)).Select(sentence => $"round {round}, {sentence}"));
                measured.Add(new(round, grown.Sold, grown.Rows, activation, holds));
                await progress.WriteLineAsync($"Round {round}: {measured[^1]}");
                await grown.TakeBack();
            }
        }

        return measured;
    }

    private async Task<ManyEvents> Events(TextWriter progress)
    {
        var connection = await newDatabase("events");
        var (many, wrong) = await ManyEvents.Measure(connection, wanted.Events, Math.Max(wanted.Holds, wanted.Events) * 3, progress);
        violations.AddRange(wrong);
        return many;
    }
}
