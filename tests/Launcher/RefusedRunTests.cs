using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using EventTicket.Dev;
using EventTicket.Dev.Processes;

namespace EventTicket.Tests.Launcher;

/// <summary>Runs that end before they start anything, on a site port that is taken.</summary>
public sealed class RefusedRunTests : IDisposable
{
    private readonly string folder = LauncherProcess.NewFolder();
    private readonly TcpListener somebody = new(IPAddress.Loopback, 0);
    private readonly Process sleeper = Process.Start("sleep", "600");

    public RefusedRunTests() => somebody.Start();

    private int TakenPort => ((IPEndPoint)somebody.LocalEndpoint).Port;

    [Theory]
    [InlineData("--site")]
    [InlineData("--gateway")]
    public async Task A_port_that_is_taken_is_named(string option)
    {
        await using var launcher = new LauncherProcess(folder, [option, $"{TakenPort}"]).Start();

        Assert.Equal(1, await launcher.Ended());
        Assert.Contains($"Port {TakenPort} ({option}) is taken", launcher.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bad_option_ends_with_code_2()
    {
        await using var launcher = new LauncherProcess(folder, ["--silos", "none"]).Start();

        Assert.Equal(2, await launcher.Ended());
        Assert.Contains("--silos takes a whole number from 1 to 16, not 'none'", launcher.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_process_that_an_earlier_run_left_behind_is_ended()
    {
        await RunOver(new RunFile.Entry("silo-1", sleeper.Id, sleeper.StartTime.ToUniversalTime(), new Dictionary<string, int>()));

        Assert.False(Unix.IsRunning(sleeper.Id));
    }

    [Fact]
    public async Task A_process_that_only_has_the_same_id_is_left_alone()
    {
        await RunOver(new RunFile.Entry("silo-1", sleeper.Id, sleeper.StartTime.ToUniversalTime().AddMinutes(-1), new Dictionary<string, int>()));

        Assert.True(Unix.IsRunning(sleeper.Id));
    }

    public void Dispose()
    {
        sleeper.Kill();
        sleeper.Dispose();
        somebody.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private async Task RunOver(RunFile.Entry leftover)
    {
        new RunFile(leftover with { Name = "launcher" }, [leftover], "").Write(folder);
        await using var launcher = new LauncherProcess(folder, ["--site", $"{TakenPort}"]).Start();
        Assert.Equal(1, await launcher.Ended());
    }
}
