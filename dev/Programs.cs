using EventTicket.Dev.Processes;

namespace EventTicket.Dev;

/// <summary>A program of the system: how it is started, what it listens on, and where it tells its health.</summary>
/// <param name="Start">Command, environment and log.</param>
/// <param name="Ports">By purpose, as in <c>run.json</c>.</param>
/// <param name="Addresses">Base URLs with <c>/health/live</c> and <c>/health/ready</c>.</param>
internal sealed record Room(ProgramStart Start, IReadOnlyDictionary<string, int> Ports, IReadOnlyList<string> Addresses);

/// <summary>Writes down how sandbox, silos and web are started: the configuration contract of the programs in one place.</summary>
internal sealed class Programs(Options options, DataFolder folder, RememberedPorts ports, IReadOnlyList<(int Site, int Gateway)> webPorts, string connectionString)
{
    private readonly string webhookSecret = "whsec_" + folder.Secret("webhook-secret");
    private readonly int sandboxPort = ports.For("sandbox");

    /// <summary>Whether the sandbox plays Stripe, because no account is configured.</summary>
    public static bool UsesSandbox => Configured("Stripe__SecretKey") is null;

    public Room Sandbox() => Of("sandbox", "sandbox", new() { ["sandbox"] = sandboxPort }, [$"http://127.0.0.1:{sandboxPort}"], new()
    {
        ["Sandbox__Port"] = $"{sandboxPort}",
        ["Sandbox__PublicUrl"] = $"http://localhost:{sandboxPort}",
        ["Sandbox__Ledger"] = Path.Combine(folder.In("sandbox"), "ledger.jsonl"),
        ["Sandbox__WebhookUrl"] = $"http://127.0.0.1:{options.Gateway}/payments/stripe/webhook",
        ["Sandbox__WebhookSecret"] = webhookSecret,
        ["ConnectionStrings__Tickets"] = null,
    });

    public Room Silo(int number)
    {
        var name = $"silo-{number}";
        var (silo, gateway, health) = (ports.For($"{name}.silo"), ports.For($"{name}.gateway"), ports.For($"{name}.health"));
        var environment = new Dictionary<string, string?>
        {
            ["Cluster__SiloName"] = name,
            ["Cluster__SiloPort"] = $"{silo}",
            ["Cluster__GatewayPort"] = $"{gateway}",
            ["Health__Port"] = $"{health}",
            ["Site__PublicUrl"] = Configured("Site__PublicUrl") ?? $"http://localhost:{options.Site}",
            // One silo fills the catalogue, so that no two do it at once.
            ["Demo__Enabled"] = options.Demo && number == 1 ? "true" : null,
        };
        TellTestMode(environment);
        if (UsesSandbox)
        {
            environment["Stripe__ApiBase"] = $"http://127.0.0.1:{sandboxPort}";
            environment["Stripe__WebhookSecrets__0"] = webhookSecret;
        }

        return Of(name, "silo", new() { ["silo"] = silo, ["gateway"] = gateway, ["health"] = health }, [$"http://127.0.0.1:{health}"], environment);
    }

    public Room Web(int number)
    {
        var (site, gateway) = webPorts[number - 1];
        var environment = new Dictionary<string, string?>
        {
            ["Site__Port"] = $"{site}",
            ["Gateway__Port"] = $"{gateway}",
            // The same for all: links and cookies are the shop's, not one process's.
            ["Site__PublicUrl"] = Configured("Site__PublicUrl") ?? $"http://localhost:{options.Site}",
            ["Stripe__WebhookSecrets__0"] = null,
        };
        if (UsesSandbox)
            environment["Payments__PageOrigin"] = $"http://localhost:{sandboxPort}";
        TellTestMode(environment);
        return Of($"web-{number}", "web", new() { ["site"] = site, ["gateway"] = gateway },
            [$"http://localhost:{site}", $"http://localhost:{gateway}"], environment);
    }

    // Pages and mails say so.
    private static void TellTestMode(Dictionary<string, string?> environment)
    {
        if (UsesSandbox || Configured("Stripe__SecretKey")!.Contains("_test_", StringComparison.Ordinal))
            environment["Payments__TestMode"] = Configured("Payments__TestMode") ?? "true";
    }

    private Room Of(string name, string room, Dictionary<string, int> listens, string[] addresses, Dictionary<string, string?> own)
    {
        var environment = new Dictionary<string, string?>
        {
            ["ConnectionStrings__Tickets"] = connectionString,
            ["Data__Folder"] = folder.Path,
            ["DOTNET_ENVIRONMENT"] = Configured("DOTNET_ENVIRONMENT") ?? "Development",
            ["ASPNETCORE_ENVIRONMENT"] = Configured("ASPNETCORE_ENVIRONMENT") ?? "Development",
            // Container images set these, and a second listener would follow.
            ["ASPNETCORE_URLS"] = null,
            ["ASPNETCORE_HTTP_PORTS"] = null,
            ["ASPNETCORE_HTTPS_PORTS"] = null,
            ["Demo__Enabled"] = null,
        };
        foreach (var (key, value) in own)
            environment[key] = value;
        var content = Path.Combine(Repository.Root, room);
        var start = new ProgramStart(name, [.. Repository.Words(room), "--contentRoot", content], content, folder.LogOf(name)) { Environment = environment };
        return new Room(start, listens, addresses);
    }

    private static string? Configured(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
