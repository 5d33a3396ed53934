using EventTicket.Mail;
using EventTicket.Sessions;

namespace EventTicket.Users;

/// <summary>The second factor.</summary>
internal sealed partial class UserGrain
{
    private static readonly Refusal WrongDigits = Refusal.Invalid("totp", "Must be the six digits the app shows now, each of them used once.");

    public async Task<Result<SecondFactorSecret>> BeginSecondFactor()
    {
        if (Current is not { } account)
        {
            return Refusal.NotFound;
        }

        if (account.TotpSecret is not null)
        {
            return Refusal.Forbidden;
        }

        var secret = SecondFactor.NewSecret();
        await Save(Changed(account with { TotpPending = secret }));
        return SecondFactor.Show(secret, account.Email);
    }

    public async Task<Result<RecoveryCodes>> ConfirmSecondFactor(Sensitive totp, Sensitive sessionToken)
    {
        if (Current is not { } account)
        {
            return Refusal.NotFound;
        }

        if (account.TotpPending is not { } secret)
        {
            return Refusal.Forbidden;
        }

        var allowed = await GrainFactory.Throttle("digits", Id.ToString("N")).Take(10, TimeSpan.FromMinutes(10));
        if (!allowed.Succeeded)
        {
            return allowed.Refusal;
        }

        if (SecondFactor.Step(secret, totp.Text, after: 0, Now) is not { } step)
        {
            return WrongDigits;
        }

        var codes = SecondFactor.NewCodes();
        await Save(Changed(account with { TotpSecret = secret, TotpPending = null, TotpStep = step, RecoveryCodes = [.. codes.Select(SecondFactor.HashOf)] }) with
        {
            Sessions = SessionsAfter.EndOthers(SessionKey.Of(sessionToken.Text)),
            Mails = [Mail($"second-factor {Guid.NewGuid():N}", new SecondFactorChanged(On: true))],
        });
        await TellSessions();
        return new RecoveryCodes(codes);
    }

    public async Task<Result<Done>> EndSecondFactor(Sensitive totp, Sensitive sessionKey)
    {
        if (Current is not { TotpSecret: { } secret } account)
        {
            return Current is null ? Refusal.NotFound : Refusal.Forbidden;
        }

        if (factor.Value.RequiredOfAdmins && account.Role == Role.Admin)
        {
            return Refusal.Forbidden;
        }

        if (Spend(account, secret, totp.Text) is not { } spent)
        {
            return WrongDigits;
        }

        await Save(Changed(spent with { TotpSecret = null, TotpPending = null, RecoveryCodes = [] }) with
        {
            Sessions = SessionsAfter.EndOthers(sessionKey.Text),
            Mails = [Mail($"second-factor {Guid.NewGuid():N}", new SecondFactorChanged(On: false))],
        });
        await TellSessions();
        return Done.It;
    }

    /// <summary>The account with these digits, or this recovery code, used up; null when they are not right.</summary>
    private UserState? Spend(UserState account, byte[] secret, string? typed)
    {
        if (SecondFactor.Step(secret, typed, account.TotpStep, Now) is { } step)
        {
            return account with { TotpStep = step };
        }

        var hash = SecondFactor.HashOf(typed);
        return account.RecoveryCodes.Contains(hash) ? account with { RecoveryCodes = account.RecoveryCodes.Remove(hash) } : null;
    }
}
