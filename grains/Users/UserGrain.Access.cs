using EventTicket.Events;
using EventTicket.Mail;
using EventTicket.Sessions;

namespace EventTicket.Users;

/// <summary>How one gets into the account: making it, passwords, sessions, leaving.</summary>
internal sealed partial class UserGrain
{
    private static readonly Refusal WrongCredentials = new(RefusalCode.InvalidCredentials);

    public async Task<Result<Account>> Create(NewAccount account)
    {
        if (state is not null)
        {
            return Current is { } there && EmailAddress.Normalise(there.Email) == EmailAddress.Normalise(account.Email)
                ? Account()
                : new Refusal(RefusalCode.EmailTaken);
        }

        var now = Now;
        var made = new UserState
        {
            Email = account.Email,
            Name = account.Name,
            PasswordHash = account.PasswordHash,
            Office = account.Role,
            OfficeSince = account.Role > Role.User ? now : null,
            CreatedAt = now,
            EmailConfirmed = account.EmailConfirmed,
        };
        var outcome = await Save(Changed(made) with
        {
            Mails = account.EmailConfirmed ? [] : [ConfirmationOf(made) with { Thing = "confirm first" }],
            Uses = account.FirstAdminLink,
            Admins = account.FirstAdminLink is null ? AdminsNeeded.Whatever : AdminsNeeded.None,
        });
        return outcome switch
        {
            SaveOutcome.Saved => Account(),
            SaveOutcome.AddressTaken => new Refusal(RefusalCode.EmailTaken),
            SaveOutcome.LinkDead => DeadLink,
            SaveOutcome.AdminExists => Refusal.Forbidden,
            _ => throw new InvalidOperationException($"A new account cannot come to {outcome}."),
        };
    }

    public Task<Credentials?> Credentials() =>
        Task.FromResult(Current?.PasswordHash is { } hash ? new Credentials(hash, state!.TotpSecret is not null) : null);

    public Task<Role> RoleNow() => Task.FromResult(Current switch
    {
        null => Role.User,
        { Role: Role.Admin, TotpSecret: null } when factor.Value.RequiredOfAdmins => Role.User,
        var account => account.Role,
    });

    public async Task<Result<Session>> OpenSession(OpenSession request)
    {
        if (Current is not { } account || account.PasswordHash != request.VerifiedHash)
        {
            return WrongCredentials;
        }

        if (account.TotpSecret is { } secret)
        {
            if (Spend(account, secret, request.Totp) is not { } spent)
            {
                return new Refusal(RefusalCode.TotpRequired);
            }

            // Struck out before they open anything.
            await Save(Changed(spent));
        }

        return await Open(request.SessionKey, request.From);
    }

    public async Task Rehash(Sensitive before, Sensitive after)
    {
        if (Current is { } account && account.PasswordHash == before.Text)
        {
            await Save(Changed(account with { PasswordHash = after.Text }));
        }
    }

    public async Task<Result<Session>> SetPassword(NewPassword request)
    {
        if (Current is not { } account || account.PasswordHash != request.VerifiedHash)
        {
            return WrongCredentials;
        }

        await Save(Changed(account with { PasswordHash = request.NewHash }) with
        {
            Sessions = SessionsAfter.EndAll,
            Kills = [TokenPurpose.Reset],
            Mails = [Mail($"password-changed {Guid.NewGuid():N}", new PasswordChanged())],
        });
        return await Open(request.SessionKey, request.From);
    }

    public async Task<Result<Done>> Delete()
    {
        if (Current is not { } account)
        {
            return Refusal.NotFound;
        }

        var (paymentOpen, eventsToCome) = await people.WhyStay(Id);
        if (paymentOpen)
        {
            return Refusal.PaymentPending;
        }

        if (eventsToCome)
        {
            return Refusal.Forbidden with { Detail = "events-to-come" };
        }

        var forgotten = account.WithoutFactors() with
        {
            Email = "", Name = "", PasswordHash = null, EmailConfirmed = false, Office = Role.User, Active = true, InvitedTo = null, OfficeSince = null, Deleted = true,
        };
        var outcome = await Save(Changed(forgotten) with
        {
            Sessions = SessionsAfter.EndAll,
            Admins = account.Role == Role.Admin ? AdminsNeeded.Another : AdminsNeeded.Whatever,
        });
        return outcome == SaveOutcome.Saved ? Done.It : Refusal.Forbidden with { Detail = "last-admin" };
    }

    private async Task<Session> Open(string sessionKey, SeenFrom from)
    {
        var account = Current!;
        var now = Now;
        var session = new Session(Id, account.Name, account.Email, account.Role, now + SessionTimes.Longest, SessionId: Guid.NewGuid());
        var grain = GrainFactory.GetGrain<IOpenedSessionGrain>(sessionKey);
        await grain.Open(new SessionState { Session = session, SeenAt = now, SecondFactor = account.TotpSecret is not null });
        if (!await sessions.Add(new(sessionKey, session.SessionId, Id, now, now, session.ExpiresAt, from.Cut()), version))
        {
            await Told([sessionKey]);
            DeactivateOnIdle();
            throw new OutcomeUnknownException("This account was changed while somebody logged in.");
        }

        await Told((await sessions.Of(Id)).Skip(SessionTimes.Most).Select(row => row.Key));
        return session;
    }
}
