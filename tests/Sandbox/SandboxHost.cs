using Microsoft.AspNetCore.Builder;
using Stripe;
using SandboxApp = EventTicket.Sandbox.SandboxApp;

namespace EventTicket.Tests.Sandbox;

/// <summary>The sandbox in this process on a free loopback port, with a ledger of its own and the real Stripe.net client before it.</summary>
public sealed class SandboxHost : IAsyncDisposable
{
    private static readonly HttpClient Wire = new(new SocketsHttpHandler { UseProxy = false });
    private readonly WebApplication app;

    private SandboxHost(WebApplication app, string ledger) => (this.app, Ledger) = (app, ledger);

    /// <summary>Without a slash at the end.</summary>
    public string Url => app.Urls.Single();

    public string Ledger { get; }

    /// <summary>The real client, which repeats nothing on its own.</summary>
    public StripeClient Stripe => Client("sk_test_sandbox");

    /// <summary>A browser without a window: it follows no redirect.</summary>
    public HttpClient Browser { get; } = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false });

    public static string NewLedger() => Path.Combine(Ledgers.Value.FullName, $"{Guid.NewGuid():n}", "ledger.jsonl");

    // One folder for all, because sandboxes come and go on the same ledger; it goes with the tests.
    private static readonly Lazy<DirectoryInfo> Ledgers = new(() =>
    {
        var folder = Directory.CreateTempSubdirectory("eventticket-sandbox-");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Delete(recursive: true);
        return folder;
    });

    /// <summary>Starts it on a new ledger, or on the one of a sandbox that has ended.</summary>
    public static async Task<SandboxHost> Start(string? ledger = null, params string[] more)
    {
        ledger ??= NewLedger();
        var app = SandboxApp.Build(["--environment=Development", "--Sandbox:Port=0", $"--Sandbox:Ledger={ledger}", "--Logging:LogLevel:Default=Error", .. more]);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new(app, ledger);
    }

    public StripeClient Client(string key) => ClientAt(Url, key);

    public static StripeClient ClientAt(string url, string key = "sk_test_sandbox") => new(new StripeClientOptions
    {
        ApiKey = key,
        ApiBase = url,
        HttpClient = new SystemNetHttpClient(Wire, maxNetworkRetries: 0, enableTelemetry: false),
    });

    public async ValueTask DisposeAsync()
    {
        Browser.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
