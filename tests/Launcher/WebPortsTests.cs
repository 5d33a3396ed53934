using System.Net;
using System.Net.Sockets;
using EventTicket.Dev;
using EventTicket.Dev.Processes;

namespace EventTicket.Tests.Launcher;

public sealed class WebPortsTests
{
    private readonly int site = FreePort.Choose(new HashSet<int>());

    private int Gateway => site + 10;

    [Fact]
    public void The_first_process_gets_the_ports_asked_for_and_the_next_ones_the_next_free_ones()
    {
        using var somebody = new TcpListener(IPAddress.Loopback, site + 1);
        somebody.Start();

        var ports = WebPorts.Choose(new Options(Site: site, Gateway: Gateway, Webs: 2), new HashSet<int>());

        Assert.Equal((site, Gateway), ports[0]);
        Assert.True(ports[1].Site > site + 1, $"{site + 1} is taken, {ports[1].Site} was chosen");
        Assert.True(ports[1].Gateway > Gateway);
    }

    [Fact]
    public void No_two_processes_share_a_port_even_where_their_ranges_meet()
    {
        var ports = WebPorts.Choose(new Options(Site: site, Gateway: Gateway, Webs: 16), new HashSet<int>());

        var all = ports.SelectMany(pair => new[] { pair.Site, pair.Gateway }).ToArray();
        Assert.Equal(all.Length, all.Distinct().Count());
    }
}
