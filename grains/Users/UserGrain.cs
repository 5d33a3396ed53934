using System.Collections.Immutable;
using EventTicket.Events;
using EventTicket.Mail;
using EventTicket.Sessions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EventTicket.Users;

/// <summary>
/// One person's account. Hashing is not done here: the front desk does it outside any turn, and asks before and after. Sessions are
/// opened and ended here, so that whoever changes the account also tells them.
/// </summary>
internal sealed partial class UserGrain(
    IPeople people, ISessionList sessions, IOptions<SecondFactorSettings> factor, SmsOffer sms, TimeProvider clock, ILogger<UserGrain> log)
    : Grain, IUserGrain, IAccountGrain
{
    private int version;
    private UserState? state;

    private Guid Id => this.GetPrimaryKey();

    /// <summary>In whole microseconds, as PostgreSQL keeps them: what is answered now is what is read back later.</summary>
    private DateTimeOffset Now
    {
        get
        {
            var now = clock.GetUtcNow();
            return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
        }
    }

    /// <summary>The account; null when there is none, or none any more.</summary>
    private UserState? Current => state is { Deleted: false } ? state : null;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (await people.Find(Id) is { } stored)
        {
            (version, state) = (stored.Version, stored.State);
        }
        else
        {
            // Whoever tries ids fills no memory.
            DelayDeactivation(TimeSpan.FromSeconds(5));
        }
    }

    public Task<Result<Account>> Profile() => Task.FromResult<Result<Account>>(Current is null ? Refusal.NotFound : Account());

    public async Task<Result<Account>> Rename(string name)
    {
        if (Current is not { } account)
        {
            return Refusal.NotFound;
        }

        if (PersonRules.NameProblem(name) is { } problem)
        {
            return Refusal.Invalid("name", problem);
        }

        await Save(Changed(account with { Name = TextRules.Trim(name) }));
        await TellSessions();
        return Account();
    }

    public async Task<Result<Done>> SendConfirmation()
    {
        if (Current is not { } account)
        {
            return Refusal.NotFound;
        }

        if (account is { EmailConfirmed: true, NewEmail: null })
        {
            return Done.It;
        }

        var allowed = await GrainFactory.Throttle("confirmation", Id.ToString("N")).Take(3, TimeSpan.FromHours(1));
        if (!allowed.Succeeded)
        {
            return allowed;
        }

        await Save(Changed(account) with { Kills = [TokenPurpose.Confirm], Mails = [ConfirmationOf(account)] });
        return Done.It;
    }

    public async Task<Result<ImmutableArray<OwnSession>>> Sessions() =>
        (await sessions.Of(Id)).Select(row => new OwnSession(row.SessionId, row.OpenedAt, row.SeenAt, row.ExpiresAt, row.From)).ToImmutableArray();

    public async Task<Result<Done>> EndSession(Guid sessionId)
    {
        if (await sessions.End(Id, sessionId) is not { } key)
        {
            return Refusal.NotFound;
        }

        await Told([key]);
        return Done.It;
    }

    public async Task<Result<Done>> EndSessions(Sensitive? exceptToken)
    {
        if (Current is not { } account)
        {
            return Refusal.NotFound;
        }

        await Save(Changed(account) with { Sessions = exceptToken is null ? SessionsAfter.EndAll : SessionsAfter.EndOthers(SessionKey.Of(exceptToken.Text)) });
        return Done.It;
    }

    public async Task<Result<string>> Data() => Current is null ? Refusal.NotFound : await people.Data(Id);

    private Account Account()
    {
        var account = Current ?? throw new InvalidOperationException("There is no account.");
        return new(
            Id, account.Email, account.Name, account.Role, account.CreatedAt, account.EmailConfirmed, account.NewEmail,
            sms.Offered ? account.Phone : null, account.TotpSecret is not null, account.RecoveryCodes.Length, sms.Offered);
    }

    private UserChange Changed(UserState next) => new(Id, version, state, next);

    /// <summary>Saves and tells the sessions that were ended by it.</summary>
    /// <exception cref="OutcomeUnknownException">It was not, or may not have been, saved; the account is then read anew.</exception>
    private async Task<SaveOutcome> Save(UserChange change)
    {
        Saved saved;
        try
        {
            saved = await people.Save(change);
        }
        catch (OutcomeUnknownException)
        {
            DeactivateOnIdle();
            throw;
        }

        if (saved.Outcome == SaveOutcome.Superseded)
        {
            DeactivateOnIdle();
            throw new OutcomeUnknownException("This account was changed by somebody else meanwhile.");
        }

        if (saved.Outcome == SaveOutcome.Saved)
        {
            (version, state) = (change.Version + 1, change.Next);
            await Told(saved.EndedSessions);
        }

        return saved.Outcome;
    }

    /// <summary>They are ended; a grain that cannot be told now is told by the watch over ended sessions.</summary>
    private Task Told(IEnumerable<string> ended) => Reach(ended.Select(key => GrainFactory.GetGrain<ISessionGrain>(key).End()));

    /// <summary>A session that cannot be told shows the old name until it ends.</summary>
    private async Task TellSessions()
    {
        var account = Current!;
        await Reach((await sessions.Of(Id)).Select(row =>
            GrainFactory.GetGrain<IOpenedSessionGrain>(row.Key).Know(account.Name, account.Email, account.TotpSecret is not null)));
    }

    private async Task Reach(IEnumerable<Task> calls)
    {
        try
        {
            await Task.WhenAll(calls);
        }
        catch (Exception e) when (e is OutcomeUnknownException or TimeoutException or Orleans.Runtime.OrleansException)
        {
            log.LogWarning(e, "Some sessions of {UserId} could not be told of a change", Id);
        }
    }

    private OutgoingMail ConfirmationOf(UserState account) => account.NewEmail is { } wanted
        ? Mail($"confirm {Guid.NewGuid():N}", new ConfirmNewAddress(wanted)) with { Address = wanted }
        : Mail($"confirm {Guid.NewGuid():N}", new ConfirmAddress(account.Email)) with { Address = account.Email };

    /// <summary>A mail to this person, at the address they have now.</summary>
    private OutgoingMail Mail(string thing, MailContent content) => new(Guid.NewGuid(), thing, Id, Current?.Email, content);
}
