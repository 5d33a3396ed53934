using EventTicket.Dev.Processes;

namespace EventTicket.Dev.Postgres;

/// <summary>A private cluster under the data folder, supervised like any other child.</summary>
internal sealed class PrivateDatabase(PrivateCluster cluster, string place, int major, int port, string log) : IDatabase
{
    private const string Name = "eventticket";

    public string Description => $"PostgreSQL {major} in {place}, port {port}";

    public string ConnectionString => cluster.ConnectionString(Name);

    public ProgramStart Program => cluster.Program(log);

    public int? Port => port;

    /// <summary>The cluster of a data folder, with programs of the version that made it.</summary>
    /// <exception cref="CannotStartException">That version is not installed, or the cluster belongs to somebody else.</exception>
    public static PrivateDatabase In(DataFolder folder, IReadOnlyList<PostgresBinaries> installed, int port)
    {
        var user = UserAccount.ForPostgres();
        var place = Place(folder, user);
        var versionFile = Path.Combine(place, "data", "PG_VERSION");
        var binaries = installed[0];
        try
        {
            if (Directory.Exists(place) && Directory.GetDirectories(place, "data").Length > 0 && File.ReadAllText(versionFile).Trim() is var made)
                binaries = installed.FirstOrDefault(one => $"{one.Major}" == made)
                    ?? throw new CannotStartException($"The data in {place} were made by PostgreSQL {made}, and only {string.Join(", ", installed.Select(one => one.Major).Distinct())} is installed. Install postgresql-{made}, or start with another --data.", exitCode: 2);
        }
        catch (UnauthorizedAccessException)
        {
            throw new CannotStartException($"The database in {place} belongs to another user: an earlier run was probably started as root. Start as root again, or with another --data.");
        }

        return new PrivateDatabase(new PrivateCluster(binaries, place, port, user), place, binaries.Major, port, folder.LogOf("postgres"));
    }

    public Task Prepare(CancellationToken stop) => cluster.Create(stop);

    public async Task UntilReady(CancellationToken stop)
    {
        while (!await cluster.Accepts(stop))
            await Task.Delay(50, stop);
        await cluster.CreateDatabase(Name, stop);
    }

    public Task Stop() => Task.CompletedTask;

    private static string Place(DataFolder folder, string? user)
    {
        var inside = folder.In("pg");
        // Named by a secret in the folder, not by its path: a new folder in an old place must not find the old data.
        var outside = Path.Combine("/var/lib/eventticket", folder.Secret("database-id")[..16]);
        // Where data already are wins, whatever the permissions say today.
        if (user is null || Directory.Exists(Path.Combine(inside, "data")))
            return inside;
        return Directory.Exists(Path.Combine(outside, "data")) || !CanPass(folder.Path, user) ? outside : inside;
    }

    private static bool CanPass(string folder, string user)
    {
        var words = Launch.AsUser(["test", "-x", folder], user);
        return Unix.Run(words[0], words.Skip(1)).GetAwaiter().GetResult().ExitCode == 0;
    }
}
