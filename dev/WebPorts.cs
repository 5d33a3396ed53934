using EventTicket.Dev.Processes;

namespace EventTicket.Dev;

/// <summary>The ports of the web processes: the first gets the ones asked for, each further one the next free pair.</summary>
internal static class WebPorts
{
    /// <summary>One (site, gateway) pair a process; every port is added to <paramref name="taken"/>.</summary>
    /// <exception cref="CannotStartException">A port that was asked for is taken.</exception>
    public static IReadOnlyList<(int Site, int Gateway)> Choose(Options options, ISet<int> taken)
    {
        MustBeFree("--site", options.Site);
        MustBeFree("--gateway", options.Gateway);
        taken.Add(options.Site);
        taken.Add(options.Gateway);
        List<(int Site, int Gateway)> ports = [(options.Site, options.Gateway)];
        while (ports.Count < options.Webs)
            ports.Add((Next("--site", ports[^1].Site, taken), Next("--gateway", ports[^1].Gateway, taken)));
        return ports;
    }

    private static void MustBeFree(string option, int port)
    {
        if (!FreePort.IsFree(port))
            throw new CannotStartException($"Port {port} ({option}) is taken by another program. Stop that program, or choose another port with {option}.");
    }

    private static int Next(string option, int after, ISet<int> taken)
    {
        for (var port = after + 1; port <= 65535; port++)
        {
            if (FreePort.IsFree(port) && taken.Add(port))
                return port;
        }

        throw new CannotStartException($"No port above {option} {after} is free for a further web process.");
    }
}
