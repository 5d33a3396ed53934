using System.Text.RegularExpressions;
using EventTicket.Dev;
using EventTicket.Dev.Processes;
using Npgsql;

namespace EventTicket.Bench;

/// <summary>The silo that an event lives in: killing another would prove little.</summary>
internal sealed class Victim(string name, int pid)
{
    /// <summary>Its name in <c>run.json</c>.</summary>
    public string Name { get; } = name;

    /// <summary>Ends it with SIGKILL.</summary>
    public void Kill() => Unix.Signal(pid, Unix.Kill);

    /// <summary>Reads from the event's head row who owns it.</summary>
    public static async Task<Victim> OwnerOf(Guid eventId, RunFile processes)
    {
        await using var database = NpgsqlDataSource.Create(processes.ConnectionString);
        await using var command = database.CreateCommand("SELECT owner FROM event_head WHERE event_id = @event");
        command.Parameters.AddWithValue("event", eventId);
        var owner = (string?)await command.ExecuteScalarAsync() ?? throw new InvalidOperationException("No silo owns the event.");
        // The owner names its silo by address and port, such as S127.0.0.1:12001 and more.
        var silo = processes.Processes.FirstOrDefault(process =>
                process.Name.StartsWith("silo-", StringComparison.Ordinal) && Regex.IsMatch(owner, $@":{process.Ports["silo"]}\b"))
            ?? throw new InvalidOperationException($"The event is owned by '{owner}', which is no silo of run.json.");
        return new Victim(silo.Name, silo.Pid ?? throw new InvalidOperationException($"{silo.Name} has no process id."));
    }
}
