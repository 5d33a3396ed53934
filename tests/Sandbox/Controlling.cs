using System.Net;
using System.Net.Http.Json;

namespace EventTicket.Tests.Sandbox;

/// <summary>The sandbox's own addresses: mishaps, and what the world does to a payment.</summary>
internal static class Controlling
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>The next calls of that name go wrong.</summary>
    public static Task Fault(this SandboxHost sandbox, string call, string fault, int times = 1, int delayMs = 0) =>
        sandbox.Tell("faults", new { call, fault, times, delayMs });

    /// <summary>The next events of that type go wrong.</summary>
    public static Task Mishap(this SandboxHost sandbox, string @event, string mishap, int times = 1, int delayMs = 0) =>
        sandbox.Tell("webhooks", new { @event, mishap, times, delayMs });

    /// <summary>The bank has heard what became of a refund.</summary>
    public static Task Settle(this SandboxHost sandbox, string refund, string status) => sandbox.Tell($"refunds/{refund}", new { status });

    /// <summary>The buyer's bank has decided.</summary>
    public static Task CloseDispute(this SandboxHost sandbox, string dispute, string outcome) => sandbox.Tell($"disputes/{dispute}", new { outcome });

    /// <summary>The bank lets go of money that was set aside.</summary>
    public static Task Lapse(this SandboxHost sandbox, string payment) => sandbox.Tell($"payment-intents/{payment}/lapse", new { });

    /// <summary>The buyer asks their bank for the money back.</summary>
    public static async Task<string> OpenDispute(this SandboxHost sandbox, string paymentIntent, bool inquiry = false)
    {
        using var answer = await sandbox.Browser.PostAsJsonAsync($"{sandbox.Url}/sandbox/disputes", new { paymentIntent, inquiry }, Stop);
        return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<Opened>(Stop))!.Id;
    }

    public static async Task Tell(this SandboxHost sandbox, string what, object body)
    {
        using var answer = await sandbox.Browser.PostAsJsonAsync($"{sandbox.Url}/sandbox/{what}", body, Stop);
        Assert.Equal((HttpStatusCode.NoContent, ""), (answer.StatusCode, await answer.Content.ReadAsStringAsync(Stop)));
    }

    private sealed record Opened(string Id);
}
