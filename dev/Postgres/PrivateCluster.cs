using System.Security.Cryptography;
using EventTicket.Dev.Processes;
using Npgsql;

namespace EventTicket.Dev.Postgres;

/// <summary>
/// A PostgreSQL cluster that belongs to us alone: its own folder, loopback only, its own password, every commit on the disk.
/// Create it, start <see cref="Program"/>, then wait until <see cref="Accepts"/>.
/// </summary>
/// <param name="binaries">Programs of the version that made the folder.</param>
/// <param name="folder">Belongs to the database's user; holds <c>data</c> and <c>password</c>.</param>
/// <param name="port">The port on 127.0.0.1.</param>
/// <param name="user">Whom the server runs as, when we are root; see <see cref="UserAccount.ForPostgres"/>.</param>
/// <param name="maxConnections">How many connections it admits.</param>
public sealed class PrivateCluster(PostgresBinaries binaries, string folder, int port, string? user, int maxConnections = 200)
{
    private const string Owner = "eventticket";
    private static readonly TimeSpan SoonEnough = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan InTheEnd = TimeSpan.FromMinutes(2);
    private const UnixFileMode Passable = UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private string Data => Path.Combine(folder, "data");

    private string PasswordFile => Path.Combine(folder, "password");

    public bool Exists => Directory.Exists(Data);

    /// <summary>Makes the cluster's files unless they are there. A half-made cluster of an interrupted run is made anew.</summary>
    /// <exception cref="CannotStartException"><c>initdb</c> failed; the message is its own.</exception>
    public async Task Create(CancellationToken stop = default)
    {
        if (Exists)
            return;
        // Its parent first: the mode below would close that too, as a strict umask may, and the database's user could not pass through.
        var parent = Directory.CreateDirectory(Path.GetDirectoryName(folder)!);
        if (user is not null && (parent.UnixFileMode & Passable) != Passable)
            parent.UnixFileMode |= Passable;
        Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var unfinished = Data + ".new";
        if (Directory.Exists(unfinished))
            Directory.Delete(unfinished, recursive: true);
        WritePassword();
        if (user is not null)
            await Must("chown", ["-R", user, folder], stop);
        await Must(Launch.AsUser([binaries.Initdb, "--pgdata", unfinished, "--username", Owner, "--pwfile", PasswordFile, "--auth", "scram-sha-256",
            "--encoding", "UTF8", "--locale", OperatingSystem.IsMacOS() ? "C" : "C.UTF-8", "--data-checksums"], user), stop);
        Directory.Move(unfinished, Data);
    }

    // An eighth of the memory; PostgreSQL's manual says a quarter where it is alone. What it does not need it does not take, and its own 128 MB are
    // churned by one search in a million events.
    private static long Buffers => Math.Max(128, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 8 / 1024 / 1024);

    /// <summary>The server as a child. Settings on the command line win over any file in the data folder.</summary>
    public ProgramStart Program(string log) => new("postgres", [binaries.Server, "-D", Data, "-p", $"{port}",
        "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", $"max_connections={maxConnections}",
        "-c", "fsync=on", "-c", "synchronous_commit=on", "-c", "full_page_writes=on",
        "-c", $"shared_buffers={Buffers}MB",
        "-c", "timezone=UTC", "-c", "log_timezone=UTC", "-c", "logging_collector=off"], folder, log)
    {
        User = user,
        // SIGINT is the "fast" stop: sessions are ended. SIGTERM would wait until the last client has gone.
        StopSignal = Unix.Interrupt,
    };

    /// <summary>How the superuser of this cluster connects to one of its databases.</summary>
    public string ConnectionString(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = port,
        Database = database,
        Username = Owner,
        Password = File.ReadAllText(PasswordFile),
    }.ConnectionString;

    /// <summary>Whether it answers queries now.</summary>
    public async Task<bool> Accepts(CancellationToken stop = default)
    {
        try
        {
            await Execute("SELECT 1", SoonEnough, stop);
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    /// <summary>Creates an empty database; one that is already there stays as it is.</summary>
    public async Task CreateDatabase(string name, CancellationToken stop = default)
    {
        try
        {
            await Execute($"CREATE DATABASE \"{name}\"", InTheEnd, stop);
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.DuplicateDatabase)
        {
            // Made by an earlier run.
        }
    }

    private async Task Execute(string sql, TimeSpan patience, CancellationToken stop)
    {
        // Unpooled: a kept connection would stand in the way of a server that stops or restarts.
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(ConnectionString("postgres"))
        {
            Pooling = false,
            Timeout = (int)patience.TotalSeconds,
            CommandTimeout = (int)patience.TotalSeconds,
        }.ConnectionString);
        await connection.OpenAsync(stop);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(stop);
    }

    private void WritePassword()
    {
        File.Delete(PasswordFile);
        var ownerOnly = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite };
        using var writer = new StreamWriter(PasswordFile, ownerOnly);
        writer.Write(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24)));
    }

    private static async Task Must(string program, IEnumerable<string> arguments, CancellationToken stop)
    {
        var (exitCode, output) = await Unix.Run(program, arguments, stop: stop);
        if (exitCode != 0)
            throw new CannotStartException($"{Path.GetFileName(program)} failed with code {exitCode}: {output.Trim()}");
    }

    private static Task Must(IReadOnlyList<string> words, CancellationToken stop) => Must(words[0], words.Skip(1), stop);
}
