using Orleans.Concurrency;

namespace EventTicket.Sessions;

/// <summary>The session as the account sees it; <see cref="SessionGrain"/> answers. Never called by the web.</summary>
[Alias("IOpenedSessionGrain")]
internal interface IOpenedSessionGrain : IGrainWithStringKey
{
    /// <summary>Opens the session. Name, e-mail and role are copies: whoever changes the account ends its sessions.</summary>
    [Alias("Open")]
    Task<Session> Open(Guid userId, string name, string email, Role role);

    /// <summary>The session was used just now.</summary>
    [Alias("Seen"), OneWay]
    Task Seen();
}
