namespace EventTicket.Users;

/// <summary>Where a log-in came from, for the one who later looks at the list of their sessions.</summary>
/// <param name="Client">What the browser calls itself; at most 200 characters are kept.</param>
/// <param name="Address">The network address.</param>
[GenerateSerializer, Immutable, Alias("SeenFrom")]
public sealed record SeenFrom([property: Id(0)] string Client, [property: Id(1)] string Address)
{
    /// <summary>As much of it as is kept.</summary>
    public SeenFrom Cut() => new(Client.Length > 200 ? Client[..200] : Client, Address);
}

/// <summary>One of a person's open sessions.</summary>
/// <param name="SeenAt">When it was last used, to the hour.</param>
[GenerateSerializer, Immutable, Alias("OwnSession")]
public sealed record OwnSession(
    [property: Id(0)] Guid SessionId,
    [property: Id(1)] DateTimeOffset OpenedAt,
    [property: Id(2)] DateTimeOffset SeenAt,
    [property: Id(3)] DateTimeOffset ExpiresAt,
    [property: Id(4)] SeenFrom From);
