using EventTicket.Users;

namespace EventTicket.Tests.People;

/// <summary>Somebody with an account, who looks after it.</summary>
public abstract class OwnAccount : IAsyncLifetime
{
    private protected const string Password = "a quiet harbour";

    private protected PeopleCluster people = null!;
    private protected Account ada = null!;

    public async ValueTask InitializeAsync()
    {
        people = await PeopleCluster.Start();
        ada = await people.Register("ada@example.org");
    }

    public async ValueTask DisposeAsync()
    {
        await people.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected async Task<bool> Open(string token) => (await people.Grains.Session(token).Read()).Succeeded;

    private protected Task<Result<SignedIn>> LogIn(string? totp, string password = Password) =>
        people.Grains.Accounts().LogIn(new LogIn("ada@example.org", password, totp, PeopleCluster.From));
}
