using System.Text.Json;
using EventTicket.Bench.Growth;
using EventTicket.Tests.Postgres;

namespace EventTicket.Tests.Faults;

/// <summary>The measurement of growth at a small size: what it sells and holds is right. How fast, and in how much memory, is nobody's business here.</summary>
public sealed class GrowthTests(PostgresServer server)
{
    [Fact]
    public async Task Grown_events_and_many_of_them_hold_what_they_say()
    {
        var wanted = new GrowthCommand(Parts: ["holds", "events"], Sold: 1, Rounds: 1, Holds: 600, Tickets: 1, Events: 20, Json: null);

        var report = await new GrowthRun(_ => server.NewDatabase(), wanted).Go(TextWriter.Null);

        Assert.Empty(report.Violations);
        Assert.Equal((20, 20), (report.Events!.Events, report.Events.Activations));
        using var figures = JsonDocument.Parse(report.Json());
        Assert.True(figures.RootElement.GetProperty("cost_1m_over_1k").GetDouble() > 0);
    }

    [Fact]
    public void Tickets_whose_memory_is_measured_are_sold()
    {
        foreach (var (orders, sizes) in TicketMemory.Kinds)
        {
            var (measured, violations) = TicketMemory.Measure(orders, sizes, tickets: 1_000);

            Assert.Empty(violations);
            Assert.InRange(measured.Tickets, 1_000, 1_003);
        }
    }
}
