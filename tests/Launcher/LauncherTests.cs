using EventTicket.Dev;
using EventTicket.Dev.Processes;
using Npgsql;

namespace EventTicket.Tests.Launcher;

/// <summary>The launcher with the real programs: what it starts, keeps running and takes down again.</summary>
public sealed class LauncherTests : IDisposable
{
    private static readonly string[] AllPrograms = ["postgres", "sandbox", "silo-1", "web-1"];

    private readonly string folder = LauncherProcess.NewFolder();
    private readonly string[] options;

    public LauncherTests()
    {
        var site = FreePort.Choose(new HashSet<int>());
        options = ["--no-demo", "--site", $"{site}", "--gateway", $"{FreePort.Choose(new HashSet<int> { site })}"];
    }

    [Fact]
    public async Task A_second_run_on_the_same_folder_is_refused_and_the_first_goes_on()
    {
        await using var first = Run();
        var before = await first.Until(run => run.Processes.Count > 0);

        await using var second = Run();

        Assert.Equal(1, await second.Ended());
        Assert.Contains($"(process {first.Pid}) already uses the data folder {folder}", second.Output, StringComparison.Ordinal);
        Assert.True(Unix.IsRunning(before.Processes[0].Pid!.Value));
    }

    [Fact]
    public async Task SIGTERM_ends_every_process_and_a_restart_finds_the_data_on_the_same_ports()
    {
        await using var first = Run();
        var before = await first.Until(All);
        await Execute(before, "CREATE TABLE remembered (what text); INSERT INTO remembered VALUES ('this')");

        Assert.Equal(0, await first.Stop());
        Assert.DoesNotContain(before.Processes, process => Unix.IsRunning(process.Pid!.Value));

        await using var second = Run();
        var after = await second.Until(All);
        Assert.Equal("this", await Execute(after, "SELECT what FROM remembered"));
        Assert.Equal(before.Processes.Select(Describe), after.Processes.Select(Describe));
    }

    [Fact]
    public async Task What_a_killed_launcher_leaves_behind_is_gone_when_the_next_one_runs()
    {
        await using var first = Run();
        var before = await first.Until(All);
        Unix.Signal(first.Pid, Unix.Kill);
        await first.Ended();

        await using var second = Run();
        var after = await second.Until(All);

        Assert.DoesNotContain(before.Processes, process => Unix.IsRunning(process.Pid!.Value));
        Assert.All(after.Processes, process => Assert.True(Unix.IsRunning(process.Pid!.Value), process.Name));
    }

    [Theory]
    [InlineData("sandbox")]
    [InlineData("postgres")]
    public async Task A_child_that_dies_is_started_again_on_its_ports(string name)
    {
        await using var launcher = Run();
        var before = Find(await launcher.Until(run => run.Processes.Any(process => process.Name == name)), name);

        Unix.Signal(before.Pid!.Value, Unix.Kill);

        var after = Find(await launcher.Until(run => Find(run, name).Pid != before.Pid), name);
        Assert.Equal(before.Ports, after.Ports);
        Assert.True(Unix.IsRunning(after.Pid!.Value));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private LauncherProcess Run() => new LauncherProcess(folder, options).Start();

    private static bool All(RunFile run) => AllPrograms.All(name => run.Processes.Any(process => process.Name == name));

    private static RunFile.Entry Find(RunFile run, string name) => run.Processes.Single(process => process.Name == name);

    private static string Describe(RunFile.Entry process) => $"{process.Name}: {string.Join(", ", process.Ports.OrderBy(port => port.Key))}";

    private static async Task<object?> Execute(RunFile run, string sql)
    {
        await using var database = NpgsqlDataSource.Create(run.ConnectionString + ";Pooling=false");
        return await database.CreateCommand(sql).ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }
}
