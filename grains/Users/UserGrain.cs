using EventTicket.Events;
using EventTicket.Hosting;
using EventTicket.Sessions;
using Orleans.Runtime;

namespace EventTicket.Users;

/// <summary>
/// One person's account. Hashing is not done here: the front desk does it outside any turn, and asks before and after.
/// Sessions are opened here, so that whoever changes the account also knows whom to tell.
/// </summary>
internal sealed class UserGrain(
    [PersistentState("user")] IPersistentState<UserState> saved, IEmailAddresses addresses, TimeProvider clock)
    : SavedGrain<UserState>(saved), IUserGrain, IAccountGrain
{
    private bool IsAccount => Exists && !State.Withdrawn;

    public Task<Result<Account>> Profile() => Task.FromResult(IsAccount ? Account() : Refusal.NotFound);

    public async Task<Result<Account>> Rename(string name)
    {
        if (!IsAccount)
        {
            return Refusal.NotFound;
        }

        if (PersonRules.NameProblem(name) is { } problem)
        {
            return Refusal.Invalid("name", problem);
        }

        await Save(State with { Name = TextRules.Trim(name) });
        return Account();
    }

    // No other call of this grain comes between the reservation and the save: whoever finds the reservation and asks Settle
    // waits for the outcome. A superseded activation that comes late loses to the state's version.
    public async Task<Guid> Create(NewAccount account)
    {
        if (Exists)
        {
            return IsAccount
                ? this.GetPrimaryKey()
                : throw new OutcomeUnknownException("This registration broke off before, and its address was given away.");
        }

        var holder = await addresses.Reserve(EmailAddress.Normalise(account.Email), this.GetPrimaryKey());
        if (holder == this.GetPrimaryKey())
        {
            await Save(new UserState
            {
                Email = account.Email,
                Name = account.Name,
                PasswordHash = account.PasswordHash,
                Role = account.Role,
                CreatedAt = clock.GetUtcNow(),
                EmailConfirmed = account.EmailConfirmed,
            });
        }

        return holder;
    }

    public async Task<bool> Settle()
    {
        if (!Exists)
        {
            await Save(new UserState { Withdrawn = true });
        }

        return IsAccount;
    }

    public Task<string?> PasswordHash() => Task.FromResult(IsAccount ? State.PasswordHash : null);

    public async Task<Result<Session>> OpenSession(string verifiedHash, string sessionKey) =>
        IsAccount && State.PasswordHash == verifiedHash
            ? await GrainFactory.GetGrain<IOpenedSessionGrain>(sessionKey).Open(this.GetPrimaryKey(), State.Name, State.Email, State.Role)
            : new Refusal(RefusalCode.InvalidCredentials);

    public async Task<Result<Account>> Promote(Role role)
    {
        if (!IsAccount)
        {
            return Refusal.NotFound;
        }

        if (State.Role < role || !State.EmailConfirmed)
        {
            await Save(State with { Role = State.Role < role ? role : State.Role, EmailConfirmed = true });
        }

        return Account();
    }

    private Result<Account> Account() => new Account(this.GetPrimaryKey(), State.Email, State.Name, State.Role, State.CreatedAt);
}
