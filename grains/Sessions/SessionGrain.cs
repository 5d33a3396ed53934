using EventTicket.Hosting;
using EventTicket.Users;
using Microsoft.Extensions.Options;
using Orleans.Runtime;

namespace EventTicket.Sessions;

internal sealed class SessionGrain(
    [PersistentState("session")] IPersistentState<SessionState> saved, ISessionList list, IOptions<SecondFactorSettings> factor, TimeProvider clock)
    : SavedGrain<SessionState>(saved), ISessionGrain, IOpenedSessionGrain
{
    public Task<Result<Session>> Read()
    {
        if (Current is not { } session)
        {
            // Whoever tries tokens fills no memory.
            DeactivateOnIdle();
            return Task.FromResult<Result<Session>>(new Refusal(RefusalCode.NotSignedIn));
        }

        if (clock.GetUtcNow() - State.SeenAt >= SessionTimes.Noted)
        {
            // In a turn of its own: readers go on beside each other.
            _ = this.AsReference<IOpenedSessionGrain>().Seen();
        }

        return Task.FromResult<Result<Session>>(
            session.Role == Role.Admin && !State.SecondFactor && factor.Value.RequiredOfAdmins
                ? session with { Role = Role.User, NeedsSecondFactor = true }
                : session);
    }

    public Task Open(SessionState state) => Save(state);

    public Task Know(string name, Sensitive email, bool secondFactor) => Current is { } session
        ? Save(State with { Session = session with { Name = name, Email = email.Text }, SecondFactor = secondFactor })
        : Task.CompletedTask;

    public async Task Seen()
    {
        var now = clock.GetUtcNow();
        if (Current is not null && now - State.SeenAt >= SessionTimes.Noted)
        {
            await Save(State with { SeenAt = now });
            await list.Seen(this.GetPrimaryKeyString(), now);
        }
    }

    // The state goes first: a row without a session does no harm, and is looked for again.
    public async Task End()
    {
        if (Exists)
        {
            await Forget();
        }

        await list.Remove(this.GetPrimaryKeyString());
        DeactivateOnIdle();
    }

    private Session? Current =>
        State.Session is { } session && clock.GetUtcNow() < session.ExpiresAt && clock.GetUtcNow() - State.SeenAt < SessionTimes.Idle ? session : null;
}
