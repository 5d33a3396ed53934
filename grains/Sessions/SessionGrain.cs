using EventTicket.Hosting;
using Orleans.Runtime;

namespace EventTicket.Sessions;

internal sealed class SessionGrain([PersistentState("session")] IPersistentState<SessionState> saved, TimeProvider clock)
    : SavedGrain<SessionState>(saved), ISessionGrain, IOpenedSessionGrain
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(14);
    private static readonly TimeSpan Idle = TimeSpan.FromDays(3);

    /// <summary>Use is written down at most this often: reading a page must not cost a write.</summary>
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    public Task<Result<Session>> Read()
    {
        if (Current is not { } session)
        {
            // Whoever tries tokens fills no memory.
            DeactivateOnIdle();
            return Task.FromResult<Result<Session>>(new Refusal(RefusalCode.NotSignedIn));
        }

        if (clock.GetUtcNow() - State.SeenAt >= Hour)
        {
            // In a turn of its own: readers go on beside each other.
            _ = this.AsReference<IOpenedSessionGrain>().Seen();
        }

        return Task.FromResult<Result<Session>>(session);
    }

    public async Task<Session> Open(Guid userId, string name, string email, Role role)
    {
        var now = clock.GetUtcNow();
        var session = new Session(userId, name, email, role, now + Longest);
        await Save(new SessionState { Session = session, SeenAt = now });
        return session;
    }

    public Task Seen() =>
        Current is not null && clock.GetUtcNow() - State.SeenAt >= Hour ? Save(State with { SeenAt = clock.GetUtcNow() }) : Task.CompletedTask;

    public async Task End()
    {
        if (Exists)
        {
            await Forget();
        }

        DeactivateOnIdle();
    }

    private Session? Current =>
        State.Session is { } session && clock.GetUtcNow() < session.ExpiresAt && clock.GetUtcNow() - State.SeenAt < Idle ? session : null;
}
