using System.Net;
using SandboxApp = EventTicket.Sandbox.SandboxApp;
using SandboxRefusedException = EventTicket.Sandbox.SandboxRefusedException;

namespace EventTicket.Tests.Sandbox;

public sealed class StartTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Payments__AllowSandbox=true", "--environment=Production")]
    [InlineData("Sandbox__Port", "--environment=Development", "--Sandbox:Port=eight")]
    [InlineData("Sandbox__WebhookUrl", "--environment=Development", "--Sandbox:WebhookUrl=shop", "--Sandbox:WebhookSecret=x")]
    [InlineData("Sandbox__RefundSettleSeconds", "--environment=Development", "--Sandbox:RefundSettleSeconds=soon")]
    [InlineData("Sandbox__WebhookChaos", "--environment=Development", "--Sandbox:WebhookChaos=much")]
    [InlineData("Sandbox__WebhookSecret", "--environment=Development", "--Sandbox:WebhookUrl=http://shop.test/hook")]
    public void It_says_in_one_line_why_it_does_not_start(string names, params string[] args)
    {
        var refused = Assert.Throws<SandboxRefusedException>(() => SandboxApp.Build(args));
        Assert.Contains(names, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
    }

    [Fact]
    public async Task It_tells_what_it_can_be_told_to_do()
    {
        await using var sandbox = await SandboxHost.Start();
        var help = await sandbox.Browser.GetStringAsync(sandbox.Url + "/sandbox", Stop);
        foreach (var word in new[] { "/sandbox/faults", "fail-kept", "payment_intents.capture", "hold-back", "Sandbox__WebhookChaos", "/lapse" })
            Assert.Contains(word, help, StringComparison.Ordinal);
        var readme = await File.ReadAllTextAsync(Path.Combine(EventTicket.Dev.Repository.Root, "sandbox", "README.md"), Stop);
        Assert.Contains(help.ReplaceLineEndings("\n").Trim(), readme, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_permission_it_runs_anywhere_and_says_that_it_is_well()
    {
        await using var sandbox = await SandboxHost.Start(null, "--environment=Production", "--Payments:AllowSandbox=true");
        foreach (var path in new[] { "/health/live", "/health/ready", "/ledger", "/sandbox.css", "/icon.svg" })
            Assert.Equal(HttpStatusCode.OK, (await sandbox.Browser.GetAsync(sandbox.Url + path, Stop)).StatusCode);
    }
}
