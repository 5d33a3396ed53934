using EventTicket.Bench;
using EventTicket.Bench.Door;

namespace EventTicket.Tests.Faults;

/// <summary>The load program of the door at a small size.</summary>
[Collection(StackCollection.Name)]
public sealed class DoorTests(Stack stack)
{
    [Fact]
    public async Task Of_500_people_each_is_let_in_once_by_8_phones()
    {
        var report = await new DoorRun(new Target(new Uri(stack.GatewayUrl), stack.ConnectionString, Stack.AdminEmail, Stack.AdminPassword), people: 500, phones: 8).Go(TextWriter.Null);

        Assert.Empty(report.Violations);
    }
}
