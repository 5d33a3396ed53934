using EventTicket.Dev.Processes;
using Npgsql;

namespace EventTicket.Dev.Postgres;

/// <summary>PostgreSQL from <c>docker-compose.yml</c>, in a project and volume of this data folder's own. Docker restarts it.</summary>
internal sealed class DockerDatabase(DataFolder folder, string docker, int port) : IDatabase
{
    private readonly string password = folder.Secret("docker-password");

    // Not derived from the path: a new folder in an old place must not meet the old volume, whose password is lost.
    private readonly string project = "eventticket-" + folder.Secret("docker-project")[..12];

    public string Description => $"PostgreSQL in Docker (compose project {project}), port {port}";

    public string ConnectionString => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = port,
        Database = "eventticket",
        Username = "eventticket",
        Password = password,
    }.ConnectionString;

    public ProgramStart? Program => null;

    public int? Port => port;

    public Task Prepare(CancellationToken stop) => Compose(["up", "--detach", "--wait"], stop);

    public Task UntilReady(CancellationToken stop) => new ConfiguredDatabase(ConnectionString).UntilReady(stop);

    public Task Stop() => Compose(["stop", "--timeout", "3"], CancellationToken.None);

    private async Task Compose(IEnumerable<string> command, CancellationToken stop)
    {
        var environment = new Dictionary<string, string> { ["EVENTTICKET_POSTGRES_PORT"] = $"{port}", ["EVENTTICKET_POSTGRES_PASSWORD"] = password };
        var (exitCode, output) = await Unix.Run(docker, ["compose", "--file", Path.Combine(Repository.Root, "docker-compose.yml"), "--project-name", project, .. command], environment, stop);
        if (exitCode != 0)
            throw new CannotStartException($"docker compose {string.Join(' ', command)} failed with code {exitCode}: {output.Trim()}");
    }
}
