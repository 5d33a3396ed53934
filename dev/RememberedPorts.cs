using System.Text.Json;
using EventTicket.Dev.Processes;

namespace EventTicket.Dev;

/// <summary>
/// Ports that are chosen once and kept in the data folder: a cluster whose silos come back on their old ports is up in seconds,
/// on new ones it first waits for its own dead members.
/// </summary>
/// <param name="folder">Where <c>ports.json</c> is kept.</param>
/// <param name="taken">Ports that must not be chosen.</param>
internal sealed class RememberedPorts(DataFolder folder, ISet<int> taken)
{
    private readonly Dictionary<string, int> ports = Load(folder.In("ports.json"));

    /// <summary>The port of this name; another one than last time only when somebody else took it meanwhile.</summary>
    public int For(string name)
    {
        if (!ports.TryGetValue(name, out var port) || taken.Contains(port) || !FreePort.IsFree(port))
        {
            // A port remembered for another program stays reserved for it.
            ports[name] = port = FreePort.Choose(taken.Union(ports.Values).ToHashSet());
            DataFolder.WritePrivately(folder.In("ports.json"), JsonSerializer.Serialize(ports));
        }

        taken.Add(port);
        return port;
    }

    private static Dictionary<string, int> Load(string file) =>
        File.Exists(file) ? JsonSerializer.Deserialize<Dictionary<string, int>>(File.ReadAllText(file)) ?? [] : [];
}
