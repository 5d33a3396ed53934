using EventTicket.Bench;
using EventTicket.Bench.Payments;

namespace EventTicket.Tests.Faults;

/// <summary>The payments' run at a small size, on a system of its own whose webhooks are lost, tripled or late.</summary>
public sealed class PaymentsTests(PaymentsTests.Unlucky stack) : IClassFixture<PaymentsTests.Unlucky>
{
    private const int Seed = 7;

    [Fact]
    public async Task Thirty_orders_are_paid_to_the_cent_though_sandbox_web_and_silo_are_killed()
    {
        await stack.WaitReady();
        var target = new Target(new Uri(stack.GatewayUrl), stack.ConnectionString, Stack.AdminEmail, Stack.AdminPassword);

        var wrongs = await new PaymentsRun(target, () => stack.Processes, Path.Combine(stack.DataFolder, "logs"), orders: 30, kills: 3, Seed).Go(TextWriter.Null);

        Assert.Equal("", string.Join('\n', wrongs));
    }

    public sealed class Unlucky : Stack
    {
        protected override IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?> { ["Sandbox__WebhookChaos"] = $"{Seed}" };
    }
}
