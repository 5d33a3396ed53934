using EventTicket.Bench;
using EventTicket.Bench.Live;

namespace EventTicket.Tests.Faults;

/// <summary>The load program of open pages at a small size.</summary>
[Collection(StackCollection.Name)]
public sealed class LiveTests(Stack stack)
{
    [Fact]
    public async Task Sixty_open_pages_are_told_of_every_change()
    {
        var target = new Target(new Uri(stack.GatewayUrl), stack.ConnectionString, Stack.AdminEmail, Stack.AdminPassword);

        var report = await new LiveRun(target, () => stack.Processes, pages: 60, rounds: 1, TimeSpan.Zero).Go(TextWriter.Null);

        Assert.Empty(report.Violations);
        Assert.Equal(4 * 60, report.Changes.Sum(change => change.Times.Count));
    }
}
