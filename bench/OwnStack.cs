using System.Diagnostics;
using System.Globalization;
using EventTicket.Dev;
using EventTicket.Dev.Processes;

namespace EventTicket.Bench;

/// <summary>A system of its own: the built launcher on free ports with an empty data folder, which goes when it stops.</summary>
internal sealed class OwnStack : IAsyncDisposable
{
    private const string AdminEmail = "admin@bench.test";
    private const string AdminPassword = "bench-admin-password-1";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private readonly string folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"eventticket-bench-{Guid.NewGuid():N}")).FullName;
    private readonly int sitePort;
    private readonly int gatewayPort;
    private readonly Process launcher;

    private OwnStack(StackSettings settings)
    {
        File.WriteAllText(Log, "");
        var taken = new HashSet<int>();
        sitePort = FreePort.Choose(taken);
        taken.Add(sitePort);
        gatewayPort = FreePort.Choose(taken);
        launcher = Launch.Start(new ProgramStart(
            "launcher", [.. Repository.Words("dev"), "--no-demo", "--site", $"{sitePort}", "--gateway", $"{gatewayPort}", "--silos", $"{settings.Silos}", "--data", Data], folder, Log)
        {
            Environment = new Dictionary<string, string?>
            {
                ["ConnectionStrings__Tickets"] = null,
                ["Stripe__SecretKey"] = null,
                ["Site__PublicUrl"] = null,
                ["Smtp__Host"] = null,
                ["Sms__Url"] = null,
                // As dear as in production only where hashing is what is measured.
                ["Passwords__WorkFactor"] = settings.DearPasswords ? "11" : "4",
                ["Limits__PerAddress"] = "0",
                ["Admin__Email"] = AdminEmail,
                ["Admin__Password"] = AdminPassword,
                ["DOTNET_GCHeapHardLimit"] = settings.HeapMegabytes is { } megabytes ? string.Create(CultureInfo.InvariantCulture, $"{megabytes * 1024L * 1024:x}") : null,
                ["Live__Pages"] = settings.OpenPages is { } pages ? $"{pages}" : null,
                ["Live__PerAddress"] = settings.OpenPages is { } sameAddress ? $"{sameAddress}" : null,
                ["Sandbox__WebhookChaos"] = settings.WebhookChaos is { } seed ? $"{seed}" : null,
            },
        });
    }

    private string Data => Path.Combine(folder, "data");

    private string Log => Path.Combine(folder, "launcher.log");

    /// <summary>The folder of every process's log.</summary>
    public string Logs => Path.Combine(Data, "logs");

    /// <summary>The folder that stands in for a mail server.</summary>
    public string Mails => Path.Combine(Data, "mail");

    public RunFile Processes => RunFile.Read(Data) ?? throw new InvalidOperationException($"Nothing runs.\n{File.ReadAllText(Log)}");

    /// <summary>Starts it and waits until it is ready.</summary>
    /// <exception cref="InvalidOperationException">It did not come up; the message holds what it printed.</exception>
    public static async Task<OwnStack> Start(StackSettings settings)
    {
        var stack = new OwnStack(settings);
        var clock = Stopwatch.StartNew();
        while (!File.ReadAllText(stack.Log).Contains("Ready: ", StringComparison.Ordinal))
        {
            if (stack.launcher.HasExited || clock.Elapsed > Patience)
            {
                var printed = await File.ReadAllTextAsync(stack.Log);
                await stack.DisposeAsync();
                throw new InvalidOperationException($"The system did not come up.\n{printed}");
            }

            await Task.Delay(100);
        }

        return stack;
    }

    public Target Target() => new(new Uri($"http://localhost:{gatewayPort}"), Processes.ConnectionString, AdminEmail, AdminPassword, new Uri($"http://localhost:{sitePort}"));

    /// <summary>The silo that owns the event; when it is killed, the launcher starts it again.</summary>
    public Task<Victim> VictimOf(Guid eventId) => Victim.OwnerOf(eventId, Processes);

    /// <summary>Ends a process with SIGKILL; the launcher starts it again.</summary>
    public Task Kill(string name)
    {
        Unix.Signal(Processes.Processes.Single(process => process.Name == name).Pid ?? throw new InvalidOperationException($"{name} has no process id."), Unix.Kill);
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        if (!launcher.HasExited)
        {
            Unix.Signal(launcher.Id, Unix.Terminate);
            await launcher.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));
        }

        launcher.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}

/// <param name="Silos">How many silos, 1 to 16.</param>
/// <param name="DearPasswords">Whether passwords are hashed as dearly as in production.</param>
/// <param name="OpenPages">How many open pages the web takes, all from one address; null for as many as by itself.</param>
/// <param name="WebhookChaos">The seed by which webhooks are lost, tripled or late; null to send each once.</param>
internal sealed record StackSettings(int Silos = 1, bool DearPasswords = false, int? WebhookChaos = null, int? HeapMegabytes = null, int? OpenPages = null);
