using EventTicket.Events;
using Microsoft.Extensions.Logging;

namespace EventTicket.Users;

/// <summary>Makes accounts: for those who register, for the first admin, and for demo data. Work for the start takes it by its constructor.</summary>
internal sealed class Enrolment(IGrainFactory grains, IEmailAddresses addresses, Passwords passwords, ILogger<Enrolment> log)
{
    private const int Attempts = 5;

    /// <summary>
    /// Makes sure that there is an account with this address and at least this role. Safe any number of times: an account that is
    /// there keeps its name and password, and is promoted if its role is lower; its address counts as confirmed from then on.
    /// </summary>
    /// <param name="email">As in <see cref="RegisterUser"/>, and so are the others.</param>
    /// <returns>The account. Refused: invalid (email, password, name), too-many-requests, busy.</returns>
    public async Task<Result<Account>> Ensure(string email, string password, string name, Role role)
    {
        var made = await Make(email, password, name, role, emailConfirmed: true);
        if (made is not { Refusal.Code: RefusalCode.EmailTaken })
        {
            return made;
        }

        if (await HolderOf(EmailAddress.Normalise(email)) is not { } userId)
        {
            return Refusal.Busy;
        }

        var before = await grains.User(userId).Profile();
        var after = await Account(userId).Promote(role);
        if (before is { Value.Role: var old } && after is { Value.Role: var now } && old != now)
        {
            log.LogInformation("Account {UserId}, a {Old}, is now a {New}", userId, old, now);
        }

        return after;
    }

    /// <summary>Makes an account. Refused: invalid (email, password, name), email-taken, too-many-requests, busy.</summary>
    public async Task<Result<Account>> Make(string email, string password, string name, Role role, bool emailConfirmed)
    {
        if (PersonRules.Errors(email, password, name) is { Count: > 0 } errors)
        {
            return Refusal.Invalid(errors);
        }

        // Asked before the dear part; asked again, by the reservation itself, after it.
        if (await HolderOf(EmailAddress.Normalise(email)) is not null)
        {
            return new Refusal(RefusalCode.EmailTaken);
        }

        var hash = await passwords.Hash(password);
        return hash.Succeeded
            ? await Create(new NewAccount(TextRules.Trim(email), TextRules.Trim(name), hash.Value, role, emailConfirmed))
            : hash.Refusal;
    }

    /// <summary>Who has an account with this address; an address left behind by a registration that broke off is freed.</summary>
    private async Task<Guid?> HolderOf(string address)
    {
        if (await addresses.HolderOf(address) is not { } holder)
        {
            return null;
        }

        if (await Account(holder).Settle())
        {
            return holder;
        }

        await addresses.Release(address, holder);
        return null;
    }

    private async Task<Result<Account>> Create(NewAccount account)
    {
        var userId = Guid.NewGuid();
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            if (await Account(userId).Create(account) == userId)
            {
                return await grains.User(userId).Profile();
            }

            if (await HolderOf(EmailAddress.Normalise(account.Email)) is not null)
            {
                return new Refusal(RefusalCode.EmailTaken);
            }
        }

        return Refusal.Busy;
    }

    private IAccountGrain Account(Guid userId) => grains.GetGrain<IAccountGrain>(userId);
}
