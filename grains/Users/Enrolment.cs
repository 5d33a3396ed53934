using EventTicket.Events;
using Microsoft.Extensions.Logging;

namespace EventTicket.Users;

/// <summary>Makes accounts: for those who register, for the first admin, and for demo data. Work for the start takes it by its constructor.</summary>
internal sealed class Enrolment(IGrainFactory grains, IPeople people, Passwords passwords, ILogger<Enrolment> log)
{
    /// <summary>
    /// Makes sure that there is an account with this address and at least this role. Safe any number of times: an account that is
    /// there keeps its name and role, if that is higher, and its password, if its address was ever confirmed.
    /// </summary>
    /// <param name="email">As in <see cref="RegisterUser"/>, and so are the others.</param>
    /// <returns>The account. Refused: invalid (email, password, name), too-many-requests, busy.</returns>
    public async Task<Result<Account>> Ensure(string email, string password, string name, Role role)
    {
        var made = await Make(Guid.NewGuid(), email, password, name, role, emailConfirmed: true);
        if (made is not { Refusal.Code: RefusalCode.EmailTaken })
        {
            return made;
        }

        if (await people.HolderOf(EmailAddress.Normalise(email)) is not { } userId)
        {
            return Refusal.Busy;
        }

        var before = await grains.User(userId).Profile();
        if (before is not { Value: { } account } || (account.Role >= role && account.EmailConfirmed))
        {
            return before;
        }

        var hash = await passwords.Hash(password);
        if (!hash.Succeeded)
        {
            return hash.Refusal;
        }

        var after = await Account(userId).Promote(role, hash.Value);
        log.LogInformation("Account {UserId}, a {Old}, is now a {New}", userId, account.Role, after.Value?.Role);
        return after;
    }

    /// <summary>Makes an account. Refused: invalid (email, password, name), email-taken, too-many-requests.</summary>
    public Task<Result<Account>> Make(Guid userId, string email, string password, string name, Role role, bool emailConfirmed) =>
        Make(userId, email, password, name, hash => new(EmailAddress.Tidy(email), TextRules.Trim(name), hash, role, emailConfirmed));

    /// <summary>Refused: invalid (token, email, password, name), email-taken, forbidden, too-many-requests.</summary>
    /// <param name="link">The hash of the link, which is used up.</param>
    public Task<Result<Account>> MakeFirstAdmin(MakeFirstAdmin request, string link) =>
        Make(Guid.NewGuid(), request.Email, request.Password, request.Name,
            hash => new(EmailAddress.Tidy(request.Email), TextRules.Trim(request.Name), hash, Role.Admin, EmailConfirmed: true, link));

    private async Task<Result<Account>> Make(Guid userId, string email, string password, string name, Func<string, NewAccount> account)
    {
        if (PersonRules.Errors(email, password, name) is { Count: > 0 } errors)
        {
            return Refusal.Invalid(errors);
        }

        // Asked before the dear part; decided with the account itself, after it.
        if (await people.HolderOf(EmailAddress.Normalise(email)) is { } holder && holder != userId)
        {
            return new Refusal(RefusalCode.EmailTaken);
        }

        var hash = await passwords.Hash(password);
        return hash.Succeeded ? await Account(userId).Create(account(hash.Value)) : hash.Refusal;
    }

    private IAccountGrain Account(Guid userId) => grains.GetGrain<IAccountGrain>(userId);
}
