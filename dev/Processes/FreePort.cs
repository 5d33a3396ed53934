using System.Net;
using System.Net.Sockets;

namespace EventTicket.Dev.Processes;

/// <summary>Ports of this machine's loopback.</summary>
public static class FreePort
{
    /// <summary>Whether nobody listens on the port, on either loopback address.</summary>
    public static bool IsFree(int port) => CanListen(IPAddress.Loopback, port) && (!Socket.OSSupportsIPv6 || CanListen(IPAddress.IPv6Loopback, port));

    /// <summary>
    /// A free port below the range that the system hands to outgoing connections, so that it is still free at the next start.
    /// </summary>
    /// <param name="taken">Ports promised to others.</param>
    public static int Choose(ISet<int> taken)
    {
        while (true)
        {
            var port = Random.Shared.Next(12000, 20000);
            if (!taken.Contains(port) && IsFree(port))
                return port;
        }
    }

    private static bool CanListen(IPAddress address, int port)
    {
        using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(address, port));
            socket.Listen(1);
            return true;
        }
        catch (SocketException error) when (error.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
        {
            return false;
        }
        catch (SocketException error) when (error.SocketErrorCode is SocketError.AddressNotAvailable)
        {
            // A machine without the IPv6 loopback.
            return true;
        }
    }
}
