using System.Security.Cryptography;
using System.Text;
using EventTicket.Sessions;
using Orleans.Concurrency;

namespace EventTicket.Users;

/// <summary>The front desk. Reentrant: who waits for a hash keeps nobody else waiting; there is no state to protect.</summary>
[StatelessWorker, Reentrant]
internal sealed class AccountsGrain(Enrolment enrolment, IEmailAddresses addresses, Passwords passwords) : Grain, IAccountsGrain
{
    private static readonly Refusal Wrong = new(RefusalCode.InvalidCredentials);

    public Task<Result<Account>> Register(RegisterUser request) =>
        enrolment.Make(request.Email, request.Password, request.Name, Role.User, emailConfirmed: false);

    public async Task<Result<SignedIn>> LogIn(LogIn request)
    {
        var account = GrainFactory.GetGrain<IAccountGrain>(await UserId(request.Email));
        var hash = await account.PasswordHash();
        var matches = await passwords.Matches(request.Password, hash);
        if (!matches.Succeeded)
        {
            return matches.Refusal;
        }

        if (!matches.Value || hash is null)
        {
            return Wrong;
        }

        var token = SessionToken.New();
        var session = await account.OpenSession(hash, SessionKey.Of(token));
        return session.Succeeded ? new SignedIn(token, session.Value) : session.Refusal;
    }

    // An unknown address is asked for an account that is not there, always the same one: it takes the same steps as a known one.
    private async Task<Guid> UserId(string? email)
    {
        var address = EmailAddress.Problem(email) is null ? EmailAddress.Normalise(email!) : "";
        return await addresses.HolderOf(address) ?? new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(address)).AsSpan(0, 16));
    }
}
