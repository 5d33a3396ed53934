using EventTicket.Bench;
using EventTicket.Bench.Followers;

namespace EventTicket.Tests.Faults;

/// <summary>The load program's followers at a small size, on a system of its own.</summary>
public sealed class FollowersTests(HurriedStack stack) : IClassFixture<HurriedStack>
{
    [Fact]
    public async Task A_silo_killed_while_followers_are_told_leaves_nobody_out_and_tells_nobody_twice_but_who_was_in_its_hands()
    {
        await stack.WaitReady();
        var before = stack.Pid("silo-1");
        var target = new Target(new Uri(stack.GatewayUrl), stack.ConnectionString, Stack.AdminEmail, Stack.AdminPassword);

        var report = await new FollowersRun(target, () => stack.Processes, Path.Combine(stack.DataFolder, "mail"), 1_500, TimeSpan.FromSeconds(1), Kill).Go(TextWriter.Null);

        Assert.Empty(report.Violations);
        Assert.NotEqual(before, stack.Pid("silo-1"));
    }

    private async Task Kill()
    {
        stack.Kill("silo-1");
        // The leases of mails that were in its hands end at once.
        await File.WriteAllTextAsync(Path.Combine(stack.DataFolder, "clock"), "+00:03:00", TestContext.Current.CancellationToken);
        await stack.WaitReady();
    }
}

/// <summary>Where mails to many leave as fast as they can.</summary>
public sealed class HurriedStack : Stack
{
    protected override IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?> { ["Mail__BulkPerSecond"] = "1000" };
}
