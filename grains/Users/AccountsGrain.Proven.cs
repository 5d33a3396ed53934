using EventTicket.Events;
using EventTicket.Sessions;

namespace EventTicket.Users;

/// <summary>What somebody who is signed in may do only with their password once more.</summary>
internal sealed partial class AccountsGrain
{
    public async Task<Result<SignedIn>> ChangePassword(ChangePassword request)
    {
        if (PasswordRules.Problem(request.NewPassword) is { } problem)
        {
            return Refusal.Invalid("newPassword", problem);
        }

        var proven = await Prove(request.UserId, request.CurrentPassword, "currentPassword");
        if (!proven.Succeeded)
        {
            return proven.Refusal;
        }

        var hash = await passwords.Hash(request.NewPassword);
        if (!hash.Succeeded)
        {
            return hash.Refusal;
        }

        var token = SessionToken.New();
        var session = await Account(request.UserId).SetPassword(new(proven.Value, hash.Value, SessionKey.Of(token), request.From));
        return session.Succeeded ? new SignedIn(token, session.Value) : session.Refusal;
    }

    public async Task<Result<Done>> ChangeEmail(ChangeEmail request)
    {
        if (EmailAddress.Problem(request.Email) is { } problem)
        {
            return Refusal.Invalid("email", problem);
        }

        var email = EmailAddress.Tidy(request.Email);
        var proven = await Prove(request.UserId, request.Password);
        if (!proven.Succeeded)
        {
            return proven.Refusal;
        }

        var allowed = await limits.Link(email);
        if (!allowed.Succeeded)
        {
            return allowed;
        }

        var holder = await people.HolderOf(EmailAddress.Normalise(email));
        return holder is null || holder == request.UserId ? await Account(request.UserId).WantEmail(email) : new Refusal(RefusalCode.EmailTaken);
    }

    public async Task<Result<Done>> ChangePhone(ChangePhone request)
    {
        if (!sms.Offered)
        {
            return Refusal.Forbidden;
        }

        var removes = string.IsNullOrWhiteSpace(request.Phone);
        if ((removes ? null : PhoneNumber.Normalise(request.Phone)) is var phone && phone is null && !removes)
        {
            return Refusal.Invalid("phone", PhoneNumber.Allowed);
        }

        var proven = await Prove(request.UserId, request.Password);
        if (!proven.Succeeded)
        {
            return proven.Refusal;
        }

        var allowed = phone is null ? Done.It : await limits.Link(phone);
        return allowed.Succeeded ? await Account(request.UserId).WantPhone(phone) : allowed;
    }

    public async Task<Result<SecondFactorSecret>> BeginSecondFactor(ProvePassword request)
    {
        var proven = await Prove(request.UserId, request.Password);
        return proven.Succeeded ? await Account(request.UserId).BeginSecondFactor() : proven.Refusal;
    }

    public async Task<Result<Done>> EndSecondFactor(EndSecondFactor request)
    {
        var proven = await Prove(request.UserId, request.Password, forgive: false);
        return proven.Succeeded ? await Account(request.UserId).EndSecondFactor(request.Totp, SessionKey.Of(request.SessionToken)) : proven.Refusal;
    }

    public async Task<Result<Done>> Delete(ProvePassword request)
    {
        var proven = await Prove(request.UserId, request.Password);
        return proven.Succeeded ? await Account(request.UserId).Delete() : proven.Refusal;
    }

    /// <summary>The hash that the password belongs to. Refused: not-found, too-many-requests, invalid.</summary>
    /// <param name="field">What the request calls the password.</param>
    /// <param name="forgive">Whether a right password gives the attempts back; not where digits are guessed behind it.</param>
    private async Task<Result<string>> Prove(Guid userId, string password, string field = "password", bool forgive = true)
    {
        var allowed = await limits.Proof(userId);
        if (!allowed.Succeeded)
        {
            return allowed.Refusal;
        }

        if (await Account(userId).Credentials() is not { } credentials)
        {
            return Refusal.NotFound;
        }

        var matches = await passwords.Matches(password, credentials.PasswordHash);
        if (matches is { Succeeded: true, Value: true })
        {
            if (forgive)
            {
                await limits.Proven(userId);
            }

            return credentials.PasswordHash;
        }

        return matches.Refusal ?? Refusal.Invalid(field, "Must be the password you log in with.");
    }
}
