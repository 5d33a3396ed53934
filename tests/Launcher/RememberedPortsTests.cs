using System.Net;
using System.Net.Sockets;
using EventTicket.Dev;

namespace EventTicket.Tests.Launcher;

public sealed class RememberedPortsTests : IDisposable
{
    private readonly string path = LauncherProcess.NewFolder();

    [Fact]
    public void A_program_keeps_its_port_over_a_restart()
    {
        var first = PortsOfARun("silo-1", "silo-2");

        Assert.Equal(first, PortsOfARun("silo-1", "silo-2"));
        Assert.NotEqual(first[0], first[1]);
    }

    [Fact]
    public void A_port_that_somebody_else_took_is_chosen_anew_and_then_kept()
    {
        var first = PortsOfARun("silo-1")[0];
        using var somebody = new TcpListener(IPAddress.Loopback, first);
        somebody.Start();

        var second = PortsOfARun("silo-1")[0];
        somebody.Stop();

        Assert.NotEqual(first, second);
        Assert.Equal(second, PortsOfARun("silo-1")[0]);
    }

    [Fact]
    public void A_port_that_the_command_line_asks_for_is_given_up()
    {
        var first = PortsOfARun("silo-1")[0];
        using var folder = DataFolder.Open(path);

        Assert.NotEqual(first, new RememberedPorts(folder, new HashSet<int> { first }).For("silo-1"));
    }

    public void Dispose() => Directory.Delete(path, recursive: true);

    private int[] PortsOfARun(params string[] names)
    {
        using var folder = DataFolder.Open(path);
        var ports = new RememberedPorts(folder, new HashSet<int>());
        return [.. names.Select(ports.For)];
    }
}
