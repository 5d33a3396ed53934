using Orleans.Concurrency;

namespace EventTicket.Sessions;

/// <summary>The session as the account sees it; <see cref="SessionGrain"/> answers. Never called by the web.</summary>
[Alias("IOpenedSessionGrain")]
internal interface IOpenedSessionGrain : IGrainWithStringKey
{
    /// <summary>Opens the session. Who the client is, is a copy: whoever changes the account tells its sessions, or ends them.</summary>
    [Alias("Open")]
    Task Open(SessionState state);

    /// <summary>The person is called otherwise now, or has proven a second factor.</summary>
    [Alias("Know")]
    Task Know(string name, Sensitive email, bool secondFactor);

    /// <summary>The session was used just now.</summary>
    [Alias("Seen"), OneWay]
    Task Seen();
}
