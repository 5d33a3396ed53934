using System.Net;
using EventTicket.Dev;
using EventTicket.Dev.Processes;
using EventTicket.Tests.Launcher;

namespace EventTicket.Tests;

/// <summary>Tests of this collection share one running copy of the system, one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class StackCollection : ICollectionFixture<Stack>
{
    public const string Name = "stack";
}

/// <summary>
/// The whole system as real processes: the built launcher on free ports, with an empty data folder of its own. A test that kills
/// or stops things takes its own with <c>IClassFixture&lt;Stack&gt;</c>, and derives from it for other options.
/// </summary>
public class Stack : IAsyncLifetime
{
    public const string AdminEmail = "admin@stack.test";

    public const string AdminPassword = "stack-admin-password-1";

    private readonly string parent = LauncherProcess.NewFolder();
    private readonly int sitePort;
    private readonly int gatewayPort;
    private LauncherProcess? launcher;

    public Stack()
    {
        sitePort = FreePort.Choose(new HashSet<int>());
        gatewayPort = FreePort.Choose(new HashSet<int> { sitePort });
    }

    public string SiteUrl => $"http://localhost:{sitePort}";

    public string GatewayUrl => $"http://localhost:{gatewayPort}";

    /// <summary>DIR: <c>clock</c>, <c>logs</c>, <c>run.json</c>.</summary>
    public string DataFolder => Path.Combine(parent, "data");

    /// <summary>The processes as they are now.</summary>
    public RunFile Processes => RunFile.Read(DataFolder) ?? throw new InvalidOperationException("Nothing runs.");

    public string ConnectionString => Processes.ConnectionString;

    /// <summary>Options beside ports, folder and <c>--no-demo</c>, such as <c>--silos 2</c>.</summary>
    protected virtual IEnumerable<string> Options => [];

    /// <summary>Settings beside cheap passwords, the first admin and no limit per address.</summary>
    protected virtual IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>();

    public async ValueTask InitializeAsync() => await Start();

    /// <summary>Starts the system and waits until it is ready. Data of an earlier start are still there.</summary>
    /// <exception cref="InvalidOperationException">It did not come up; the message holds its output and logs.</exception>
    public async Task Start()
    {
        var settings = new Dictionary<string, string?>
        {
            ["Passwords__WorkFactor"] = "4",
            ["Limits__PerAddress"] = "0",
            ["Admin__Email"] = AdminEmail,
            ["Admin__Password"] = AdminPassword,
        };
        foreach (var (name, value) in Settings)
            settings[name] = value;
        launcher = new LauncherProcess(DataFolder, ["--no-demo", "--site", $"{sitePort}", "--gateway", $"{gatewayPort}", .. Options], settings).Start();
        try
        {
            await launcher.Until(_ => launcher.Output.Contains($"Ready: site {SiteUrl} gateway {GatewayUrl}\n", StringComparison.Ordinal));
        }
        catch (InvalidOperationException)
        {
            await Stop();
            throw;
        }
    }

    /// <summary>Stops everything in good order; the data stay.</summary>
    public async Task Stop()
    {
        if (launcher is not null)
            await launcher.DisposeAsync();
        launcher = null;
    }

    /// <summary>The id that a process has now.</summary>
    /// <param name="name"><c>silo-1</c>, <c>web-1</c>, <c>sandbox</c> or <c>postgres</c>.</param>
    public int Pid(string name) =>
        Processes.Processes.SingleOrDefault(process => process.Name == name)?.Pid ?? throw new ArgumentException($"There is no process {name}.", nameof(name));

    /// <summary>Ends a process with SIGKILL. The launcher starts it again.</summary>
    public void Kill(string name) => Unix.Signal(Pid(name), Unix.Kill);

    /// <summary>Waits until silos and web answer <c>/health/ready</c> with 200 again.</summary>
    public async Task WaitReady()
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        await launcher!.Until(run => HealthPorts(run).All(port => IsReady(http, port)));
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        Directory.Delete(parent, recursive: true);
        GC.SuppressFinalize(this);
    }

    private static IEnumerable<int> HealthPorts(RunFile run) => run.Processes.SelectMany(process => process.Name.Split('-')[0] switch
    {
        "silo" => [process.Ports["health"]],
        "web" => [process.Ports["site"], process.Ports["gateway"]],
        _ => Array.Empty<int>(),
    });

    private static bool IsReady(HttpClient http, int port)
    {
        try
        {
            using var answer = http.Send(new HttpRequestMessage(HttpMethod.Get, $"http://localhost:{port}/health/ready"));
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }
}
