using EventTicket.Bench;
using EventTicket.Bench.OnSale;

namespace EventTicket.Tests.Faults;

/// <summary>The load program at a small size, on a system of its own.</summary>
public sealed class OnSaleTests(Stack stack) : IClassFixture<Stack>
{
    private static readonly SaleSizes Sizes = new(Buyers: 200, Places: 50, Within: TimeSpan.FromMilliseconds(100), Connections: 100, Think: TimeSpan.Zero);

    [Fact]
    public async Task Of_200_buyers_exactly_50_get_a_place_and_a_ticket()
    {
        await stack.WaitReady();

        var report = await new OnSaleRun(Target(), Sizes).Go(TextWriter.Null);

        Assert.Empty(report.Violations);
    }

    [Fact]
    public async Task A_silo_killed_in_the_rush_loses_no_hold_and_doubles_none()
    {
        await stack.WaitReady();
        var before = stack.Pid("silo-1");

        var report = await new OnSaleRun(Target(), Sizes, eventId => Victim.OwnerOf(eventId, stack.Processes)).Go(TextWriter.Null);

        Assert.Empty(report.Violations);
        Assert.NotEqual(before, stack.Pid("silo-1"));
    }

    private Target Target() => new(new Uri(stack.GatewayUrl), stack.ConnectionString, Stack.AdminEmail, Stack.AdminPassword, new Uri(stack.SiteUrl));
}
