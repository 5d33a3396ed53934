using EventTicket.Dev.Postgres;

namespace EventTicket.Dev;

/// <summary>Brings one copy of EventTicket up, keeps it up, and takes it down.</summary>
internal sealed class Launcher(Options options, DataFolder folder, TimeProvider clock)
{
    private const int DatabaseWave = 0;
    private const int SiloWave = 1;
    private const int WebWave = 2;

    private readonly Children children = new(folder, clock);
    private IDatabase? database;

    /// <summary>Ends when asked to stop; nothing it started is left then.</summary>
    /// <exception cref="CannotStartException">A port is taken, there is no database, or a program does not come up.</exception>
    public async Task Run(CancellationToken stop)
    {
        await Leftovers.End(folder, clock);
        using var abandon = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var start = Start(abandon.Token);
        try
        {
            await await Task.WhenAny(start, children.Failure);
            await Task.Delay(Timeout.Infinite, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            Console.WriteLine("Stopping …");
        }
        finally
        {
            await abandon.CancelAsync();
            // Whatever its outcome: nothing may be started any more while we stop.
            await Task.WhenAny(start);
            await children.Stop();
            if (database is not null)
                await database.Stop();
        }
    }

    private async Task Start(CancellationToken stop)
    {
        var taken = new HashSet<int>();
        var webPorts = WebPorts.Choose(options, taken);
        var ports = new RememberedPorts(folder, taken);
        children.WriteRunFile();

        database = await DatabaseFinder.Find(folder, ports, stop);
        await StartDatabase(database, stop);
        var programs = new Programs(options, folder, ports, webPorts, database.ConnectionString);

        List<Room> rooms = [.. Enumerable.Range(1, options.Silos).Select(programs.Silo)];
        if (Programs.UsesSandbox)
            rooms.Insert(0, programs.Sandbox());
        using var readiness = new Readiness(clock);
        StartRooms(rooms, SiloWave);
        // A web started before there is a cluster would only retry and complain.
        await readiness.Until("/health/live", rooms, stop);
        var webs = Enumerable.Range(1, options.Webs).Select(programs.Web).ToArray();
        StartRooms(webs, WebWave);
        await readiness.Until("/health/ready", [.. rooms, .. webs], stop);
        Announcement.Print(options, folder);
    }

    private async Task StartDatabase(IDatabase found, CancellationToken stop)
    {
        Console.WriteLine($"Database: {found.Description}");
        await found.Prepare(stop);
        children.ConnectionString = found.ConnectionString;
        var ports = new Dictionary<string, int>();
        if (found.Port is { } port)
            ports["postgres"] = port;
        if (found.Program is { } program)
            children.Start(program, ports, DatabaseWave);
        else if (found.Port is not null)
            children.Mention(new RunFile.Entry("postgres", Pid: null, StartedAt: null, ports));
        await found.UntilReady(stop);
    }

    private void StartRooms(IReadOnlyList<Room> rooms, int wave)
    {
        Console.WriteLine($"Starting {string.Join(", ", rooms.Select(room => room.Start.Name))}");
        foreach (var room in rooms)
            children.Start(room.Start, room.Ports, wave);
    }
}
