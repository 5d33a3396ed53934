using EventTicket.Dev.Processes;

namespace EventTicket.Dev.Postgres;

/// <summary>Finds a database: a configured one, a private cluster from programs on this machine, or Docker.</summary>
internal static class DatabaseFinder
{
    /// <exception cref="CannotStartException">There is none (exit code 2).</exception>
    public static async Task<IDatabase> Find(DataFolder folder, RememberedPorts ports, CancellationToken stop)
    {
        if (Environment.GetEnvironmentVariable("ConnectionStrings__Tickets") is { Length: > 0 } configured)
            return new ConfiguredDatabase(configured);
        if (PostgresBinaries.Installed().ToArray() is { Length: > 0 } installed)
            return PrivateDatabase.In(folder, installed, ports.For("postgres"));
        if (Unix.Which("docker") is { } docker && (await Unix.Run(docker, ["info"], stop: stop)).ExitCode == 0)
            return new DockerDatabase(folder, docker, ports.For("postgres"));
        throw new CannotStartException("EventTicket needs PostgreSQL. Install it (Debian, Ubuntu: sudo apt-get install -y postgresql), set PG_BIN to its programs, or ConnectionStrings__Tickets to a server.", exitCode: 2);
    }
}
