using System.Security.Cryptography;
using System.Text;
using EventTicket.Events;
using EventTicket.Mail;
using EventTicket.Sessions;
using Orleans.Concurrency;

namespace EventTicket.Users;

/// <summary>The front desk. Reentrant: who waits for a hash keeps nobody else waiting; there is no state to protect.</summary>
[StatelessWorker, Reentrant]
internal sealed partial class AccountsGrain(Enrolment enrolment, IPeople people, Passwords passwords, LogInLimits limits, SmsOffer sms) : Grain, IAccountsGrain
{
    private static readonly Refusal Wrong = new(RefusalCode.InvalidCredentials);

    public Task<Result<Account>> Register(RegisterUser request) =>
        enrolment.Make(request.UserId, request.Email, request.Password, request.Name, Role.User, emailConfirmed: false);

    public async Task<Result<SignedIn>> LogIn(LogIn request)
    {
        var allowed = await limits.Attempt(request.Email, request.From);
        if (!allowed.Succeeded)
        {
            return allowed.As<SignedIn>();
        }

        var account = Account(await UserId(request.Email));
        var credentials = await account.Credentials();
        var matches = await passwords.Matches(request.Password, credentials?.PasswordHash);
        if (!matches.Succeeded)
        {
            return matches.Refusal;
        }

        if (!matches.Value || credentials is null)
        {
            return Wrong;
        }

        if (credentials.SecondFactor && string.IsNullOrWhiteSpace(request.Totp))
        {
            return new Refusal(RefusalCode.TotpRequired);
        }

        var token = SessionToken.New();
        var session = await account.OpenSession(new(credentials.PasswordHash, SessionKey.Of(token), request.Totp, request.From));
        if (!session.Succeeded)
        {
            return session.Refusal;
        }

        await limits.Right(request.Email, request.From);
        await Refresh(account, request.Password, credentials.PasswordHash);
        return new SignedIn(token, session.Value);
    }

    public async Task<Result<Done>> RequestReset(RequestReset request)
    {
        var bySms = request.Phone is not null && sms.Offered;
        var recipient = bySms ? PhoneNumber.Normalise(request.Phone)
            : EmailAddress.Problem(request.Email) is null ? EmailAddress.Normalise(request.Email!) : null;
        if (recipient is null)
        {
            return bySms ? Refusal.Invalid("phone", PhoneNumber.Allowed) : Refusal.Invalid("email", EmailAddress.Problem(request.Email)!);
        }

        var allowed = await limits.Link(recipient);
        if (allowed.Succeeded)
        {
            // Whether there is an account is found out afterwards, by nobody the answer waits for.
            await people.AskForLink(recipient, bySms);
        }

        return allowed;
    }

    public async Task<Result<LinkCheck>> Check(Sensitive token) => await Link(token.Text) is { } link
        ? new LinkCheck(true, link.ExpiresAt, PurposeOf(link), link.Purpose == TokenPurpose.Invitation ? Enum.Parse<Role>(link.Value!) : null)
        : new LinkCheck(false);

    public async Task<Result<Done>> CompleteReset(CompleteReset request)
    {
        if (await Link(request.Token) is not { Purpose: TokenPurpose.Reset or TokenPurpose.Invitation } link)
        {
            return UserGrain.DeadLink;
        }

        if (PasswordRules.Problem(request.NewPassword) is { } problem)
        {
            return Refusal.Invalid("newPassword", problem);
        }

        var hash = await passwords.Hash(request.NewPassword);
        return hash.Succeeded ? await Account(link.UserId).Follow(Followed(link), hash.Value) : hash.Refusal;
    }

    public async Task<Result<Done>> Confirm(Sensitive token) => await Link(token.Text) is { Purpose: TokenPurpose.Confirm } link
        ? await Account(link.UserId).Confirm(Followed(link))
        : UserGrain.DeadLink;

    public async Task<Result<Account>> MakeFirstAdmin(MakeFirstAdmin request) => await Link(request.Token) is { Purpose: TokenPurpose.FirstAdmin } link
        ? await enrolment.MakeFirstAdmin(request, link.Hash)
        : UserGrain.DeadLink;

    private static FollowedLink Followed(MailedLink link) => new(link.Hash, link.Purpose, link.Value);

    private static LinkPurpose PurposeOf(MailedLink link) => link.Purpose switch
    {
        TokenPurpose.Confirm => LinkPurpose.Confirm,
        TokenPurpose.Reset => LinkPurpose.Reset,
        TokenPurpose.Invitation => LinkPurpose.Invitation,
        TokenPurpose.FirstAdmin => LinkPurpose.FirstAdmin,
        _ => throw new InvalidOperationException($"A link cannot be for {link.Purpose}."),
    };

    // A token of another shape was never ours: nobody is asked for it.
    private async Task<MailedLink?> Link(string? token) =>
        token is not null && SessionToken.HasShape(token) ? await people.FindLink(SessionKey.Of(token)) : null;

    /// <summary>A hash from when hashing was cheaper is made anew, now that the password is here; when there is no time for it, the next time.</summary>
    private async Task Refresh(IAccountGrain account, string password, string hash)
    {
        if (passwords.IsOutdated(hash) && await passwords.Hash(password) is { Succeeded: true, Value: var fresh })
        {
            await account.Rehash(hash, fresh);
        }
    }

    private IAccountGrain Account(Guid userId) => GrainFactory.GetGrain<IAccountGrain>(userId);

    // An unknown address is asked for an account that is not there, always the same one: it takes the same steps as a known one.
    private async Task<Guid> UserId(string? email)
    {
        var address = EmailAddress.Problem(email) is null ? EmailAddress.Normalise(email!) : "";
        return await people.HolderOf(address) ?? new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(address)).AsSpan(0, 16));
    }
}
