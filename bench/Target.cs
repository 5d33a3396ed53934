namespace EventTicket.Bench;

/// <summary>A running system to load, on loopback only.</summary>
/// <param name="Gateway">The gateway's base address.</param>
/// <param name="ConnectionString">The database, to look behind the answers.</param>
/// <param name="AdminEmail">An admin's account.</param>
/// <param name="AdminPassword">Its password.</param>
/// <param name="Site">The site's base address; null where no page is asked for.</param>
internal sealed record Target(Uri Gateway, string ConnectionString, string AdminEmail, string AdminPassword, Uri? Site = null)
{
    public Uri Gateway { get; } = Gateway.IsLoopback ? Gateway : throw new ArgumentException($"{Gateway} is not this machine; only one's own system is loaded.", nameof(Gateway));
}
