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
    [InlineData("Sandbox__WebhookSecret", "--environment=Development", "--Sandbox:WebhookUrl=http://shop.test/hook")]
    public void It_says_in_one_line_why_it_does_not_start(string names, params string[] args)
    {
        var refused = Assert.Throws<SandboxRefusedException>(() => SandboxApp.Build(args));
        Assert.Contains(names, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
    }

    [Fact]
    public async Task With_permission_it_runs_anywhere_and_says_that_it_is_well()
    {
        await using var sandbox = await SandboxHost.Start(null, "--environment=Production", "--Payments:AllowSandbox=true");
        foreach (var path in new[] { "/health/live", "/health/ready", "/ledger", "/sandbox.css", "/icon.svg" })
            Assert.Equal(HttpStatusCode.OK, (await sandbox.Browser.GetAsync(sandbox.Url + path, Stop)).StatusCode);
    }
}
