using EventTicket.Users;

namespace EventTicket.Tests.People;

public sealed class AccountsTests : IAsyncLifetime
{
    private PeopleCluster people = null!;

    public async ValueTask InitializeAsync() => people = await PeopleCluster.Start();

    public ValueTask DisposeAsync() => people.DisposeAsync();

    [Fact]
    public async Task Who_registers_is_a_user_with_the_address_as_typed()
    {
        var account = await people.Register(" Ada@Example.org ", name: "  Ada Lovelace ");

        Assert.Equal(("Ada@Example.org", "Ada Lovelace", Role.User), (account.Email, account.Name, account.Role));
        Assert.InRange(account.CreatedAt, DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UtcNow);
        Assert.Equal(account, (await people.Grains.User(account.UserId).Profile()).Value);
    }

    [Fact]
    public async Task An_address_is_taken_in_any_spelling()
    {
        await people.Register("ada@example.org");

        foreach (var spelling in (string[])["ADA@example.ORG", " ada@example.org", "\uff41da@example.org"])
        {
            var again = await people.Grains.Accounts().Register(new RegisterUser(spelling, "another password", "Bob", Guid.NewGuid()));
            Assert.Equal(RefusalCode.EmailTaken, again.Refusal?.Code);
        }
    }

    [Fact]
    public async Task A_wrong_registration_names_every_field()
    {
        var refused = await people.Grains.Accounts().Register(new RegisterUser("no", "short", " ", Guid.NewGuid()));

        Assert.Equal(RefusalCode.Invalid, refused.Refusal?.Code);
        Assert.Equal(["email", "password", "name"], refused.Refusal!.Errors.Select(error => error.Field));
    }

    [Fact]
    public async Task The_last_of_eighty_bytes_counts()
    {
        var password = new string('x', 79);
        await people.Register("ada@example.org", password + "1");

        Assert.Equal(RefusalCode.InvalidCredentials, await LogInRefusal("ada@example.org", password + "2"));
        await people.LogIn("ada@example.org", password + "1");
    }

    [Fact]
    public async Task An_unknown_address_and_a_wrong_password_are_refused_alike()
    {
        await people.Register("ada@example.org");

        var wrong = await people.Grains.Accounts().LogIn(new LogIn("ada@example.org", "not the password", null, PeopleCluster.From));
        var unknown = await people.Grains.Accounts().LogIn(new LogIn("bob@example.org", "not the password", null, PeopleCluster.From));

        Assert.Equal(RefusalCode.InvalidCredentials, wrong.Refusal?.Code);
        Assert.Equal(wrong, unknown);
    }

    [Theory]
    [InlineData("no address", "a quiet harbour")]
    [InlineData("", "")]
    public async Task Nonsense_is_refused_like_a_wrong_password(string email, string password) =>
        Assert.Equal(RefusalCode.InvalidCredentials, await LogInRefusal(email, password));

    [Fact]
    public async Task A_password_that_is_no_text_is_refused_like_a_wrong_one()
    {
        Assert.False((await people.Service<Passwords>().Matches("half a pair \ud800", null)).Value);
        Assert.False((await people.Service<Passwords>().Matches("half a pair \ud800", await Hash("half a pair \ufffd"))).Value);
        Assert.True((await people.Service<Passwords>().Matches("half a pair \ufffd", await Hash("half a pair \ufffd"))).Value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("garbage")]
    [InlineData("$2a$11$short")]
    [InlineData("$2a$xx$aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("$2b$31$aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public async Task A_broken_stored_hash_opens_nothing_and_breaks_nothing(string hash)
    {
        var userId = Guid.NewGuid();
        await people.Grains.GetGrain<IAccountGrain>(userId).Create(new NewAccount("ada@example.org", "Ada", hash, Role.User, false));

        Assert.Equal(RefusalCode.InvalidCredentials, await LogInRefusal("ada@example.org", "a quiet harbour"));
    }

    [Fact]
    public async Task What_is_saved_survives_the_activation()
    {
        var account = await people.Register("ada@example.org");
        await people.Grains.GetGrain<IAccountGrain>(account.UserId).Promote(Role.Manager, null);
        var renamed = await people.Grains.User(account.UserId).Rename(" Countess ");

        await people.Deactivate(people.Grains.User(account.UserId));

        Assert.Equal(account with { Name = "Countess", Role = Role.Manager, EmailConfirmed = true }, renamed.Value);
        Assert.Equal(renamed, await people.Grains.User(account.UserId).Profile());
        Assert.Equal(Role.Manager, (await people.LogIn("ada@example.org")).Session.Role);
    }

    [Fact]
    public async Task A_name_out_of_bounds_is_refused_and_changes_nothing()
    {
        var account = await people.Register("ada@example.org");

        var refused = await people.Grains.User(account.UserId).Rename(new string('x', 101));

        Assert.Equal("name", Assert.Single(refused.Refusal!.Errors).Field);
        Assert.Equal("Ada", (await people.Grains.User(account.UserId).Profile()).Value?.Name);
    }

    [Fact]
    public async Task An_id_without_an_account_is_not_found()
    {
        Assert.Equal(RefusalCode.NotFound, (await people.Grains.User(Guid.NewGuid()).Profile()).Refusal?.Code);
        Assert.Equal(RefusalCode.NotFound, (await people.Grains.User(Guid.NewGuid()).Rename("Ada")).Refusal?.Code);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_registration_whose_answer_was_lost_is_repeated_with_its_id(bool afterTheSave)
    {
        var request = new RegisterUser("ada@example.org", "a quiet harbour", "Ada", Guid.NewGuid());
        ((InMemoryPeople)people.People).LoseNextSave = afterTheSave;
        await Assert.ThrowsAsync<OutcomeUnknownException>(() => people.Grains.Accounts().Register(request));

        var again = await people.Grains.Accounts().Register(request);

        Assert.Equal(request.UserId, again.Value?.UserId);
        Assert.Equal(request.UserId, await people.People.HolderOf("ada@example.org"));
        Assert.Single(((InMemoryPeople)people.People).Mails);
    }

    [Fact]
    public async Task Secrets_do_not_show_in_what_is_logged()
    {
        await people.Register("ada@example.org");
        var signedIn = await people.LogIn("ada@example.org");

        Assert.DoesNotContain(signedIn.Token, signedIn.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("harbour", new LogIn("ada@example.org", "a quiet harbour", null, PeopleCluster.From).ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("$2a", new NewAccount("", "", "$2a$11$", Role.User, false).ToString(), StringComparison.Ordinal);
    }

    private async Task<string?> Hash(string password) => (await people.Service<Passwords>().Hash(password)).Value;

    private async Task<RefusalCode?> LogInRefusal(string email, string password) =>
        (await people.Grains.Accounts().LogIn(new LogIn(email, password, null, PeopleCluster.From))).Refusal?.Code;
}
