using EventTicket.Mail;
using EventTicket.Users;

namespace EventTicket.Tests.People;

public sealed class LinksTests : IAsyncLifetime
{
    private PeopleCluster people = null!;

    private InMemoryPeople Store => (InMemoryPeople)people.People;

    public async ValueTask InitializeAsync() => people = await PeopleCluster.Start();

    public ValueTask DisposeAsync() => people.DisposeAsync();

    [Fact]
    public async Task Following_the_mailed_link_confirms_the_address_once()
    {
        var account = await people.Register("ada@example.org");
        var token = Store.Deliver(Assert.Single(Store.Mails));

        Assert.False(account.EmailConfirmed);
        Assert.True((await people.Grains.Accounts().Check(token)).Value is { Valid: true, Purpose: LinkPurpose.Confirm });
        Assert.True((await people.Grains.Accounts().Confirm(token)).Succeeded);
        Assert.Equal("token", Field(await people.Grains.Accounts().Confirm(token)));
        Assert.True((await people.Grains.User(account.UserId).Profile()).Value?.EmailConfirmed);
    }

    [Fact]
    public async Task A_confirmation_asked_for_again_kills_the_older_link()
    {
        var account = await people.Register("ada@example.org");
        var older = Store.Deliver(Assert.Single(Store.Mails));

        Assert.True((await people.Grains.User(account.UserId).SendConfirmation()).Succeeded);

        Assert.False((await people.Grains.Accounts().Check(older)).Value!.Valid);
        Assert.True((await people.Grains.Accounts().Confirm(Store.Deliver(Store.Mails[^1]))).Succeeded);
    }

    [Fact]
    public async Task A_reset_sets_the_password_ends_every_session_and_works_once()
    {
        var account = await people.Register("ada@example.org");
        var (session, _) = await people.LogIn("ada@example.org");
        var (first, second) = (Reset(account), Reset(account));

        Assert.True((await people.Grains.Accounts().CompleteReset(new(second, "a new harbour wall"))).Succeeded);

        Assert.Equal(RefusalCode.NotSignedIn, (await people.Grains.Session(session).Read()).Refusal?.Code);
        Assert.Equal("token", Field(await people.Grains.Accounts().CompleteReset(new(second, "a third harbour wall"))));
        Assert.Equal("token", Field(await people.Grains.Accounts().CompleteReset(new(first, "a third harbour wall"))));
        Assert.True((await people.Grains.User(account.UserId).Profile()).Value!.EmailConfirmed, "the mail reached its reader");
        Assert.Equal(RefusalCode.InvalidCredentials, (await Try("ada@example.org", "a quiet harbour")).Refusal?.Code);
        await people.LogIn("ada@example.org", "a new harbour wall");
        Assert.Contains(Store.Mails, mail => mail.Content is PasswordChanged);
    }

    [Fact]
    public async Task A_link_dies_with_its_time_and_a_bad_password_does_not_use_it_up()
    {
        var account = await people.Register("ada@example.org");
        var token = Reset(account);

        Assert.Equal("newPassword", Field(await people.Grains.Accounts().CompleteReset(new(token, "short"))));
        people.Clock.Advance(TimeSpan.FromMinutes(29));
        Assert.True((await people.Grains.Accounts().Check(token)).Value!.Valid);
        people.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.False((await people.Grains.Accounts().Check(token)).Value!.Valid);
        Assert.Equal("token", Field(await people.Grains.Accounts().CompleteReset(new(token, "a new harbour wall"))));
    }

    [Theory]
    [InlineData("")]
    [InlineData("guess")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task A_token_nobody_mailed_is_for_nothing(string token)
    {
        Assert.Equal(new LinkCheck(false), (await people.Grains.Accounts().Check(token)).Value);
        Assert.Equal("token", Field(await people.Grains.Accounts().Confirm(token)));
        Assert.Equal("token", Field(await people.Grains.Accounts().CompleteReset(new(token, "a new harbour wall"))));
    }

    [Fact]
    public async Task A_link_is_good_for_its_own_purpose_only()
    {
        var account = await people.Register("ada@example.org");
        var confirm = Store.Deliver(Assert.Single(Store.Mails));

        Assert.Equal("token", Field(await people.Grains.Accounts().CompleteReset(new(confirm, "a new harbour wall"))));
        Assert.Equal("token", Field(await people.Grains.Accounts().Confirm(Reset(account))));
        Assert.Equal("token", (await people.Grains.Accounts().MakeFirstAdmin(new(confirm, "eve@example.org", "a new harbour wall", "Eve"))).Refusal?.Errors[0].Field);
    }

    [Fact]
    public async Task Asking_for_a_reset_is_answered_alike_for_anybody_five_times_an_hour()
    {
        await people.Register("ada@example.org");

        foreach (var address in (string[])["ada@example.org", "nobody@example.org"])
        {
            for (var time = 1; time <= 5; time++)
            {
                Assert.True((await people.Grains.Accounts().RequestReset(new(address))).Succeeded);
            }

            var refused = (await people.Grains.Accounts().RequestReset(new(address.ToUpperInvariant()))).Refusal;
            Assert.Equal(RefusalCode.TooManyRequests, refused?.Code);
            Assert.InRange(refused!.RetryAfter!.Value, TimeSpan.FromMinutes(11), TimeSpan.FromMinutes(12));
        }

        Assert.Equal([("ada@example.org", false), ("nobody@example.org", false)], Store.Asked);
        Assert.Equal("email", Field(await people.Grains.Accounts().RequestReset(new("no address"))));
        Assert.Equal("phone", Field(await people.Grains.Accounts().RequestReset(new(null, "12"))));
    }

    [Fact]
    public async Task Another_address_counts_from_when_its_link_is_followed()
    {
        var account = await people.Register("ada@example.org");
        await people.Grains.Accounts().Confirm(Store.Deliver(Store.Mails[0]));
        var (session, _) = await people.LogIn("ada@example.org");
        await people.Register("taken@example.org");
        var accounts = people.Grains.Accounts();

        Assert.Equal("password", Field(await accounts.ChangeEmail(new(account.UserId, "new@example.org", "wrong"))));
        Assert.Equal(RefusalCode.EmailTaken, (await accounts.ChangeEmail(new(account.UserId, "Taken@example.org", "a quiet harbour"))).Refusal?.Code);
        Assert.True((await accounts.ChangeEmail(new(account.UserId, "New@example.org", "a quiet harbour"))).Succeeded);

        var waiting = (await people.Grains.User(account.UserId).Profile()).Value!;
        Assert.Equal(("ada@example.org", "New@example.org"), (waiting.Email, waiting.NewEmail));
        Assert.Contains(Store.Mails, mail => mail is { Content: AddressChanges { Changed: false }, Address: "ada@example.org" });
        await people.LogIn("ada@example.org");

        Assert.True((await accounts.Confirm(Store.Deliver(Store.Mails.Single(mail => mail.Content is ConfirmNewAddress)))).Succeeded);

        Assert.Equal("New@example.org", (await people.Grains.Session(session).Read()).Value?.Email);
        Assert.Equal(RefusalCode.InvalidCredentials, (await Try("ada@example.org", "a quiet harbour")).Refusal?.Code);
        await people.LogIn("new@example.org");
        await people.Register("ada@example.org");
    }

    [Fact]
    public async Task An_address_that_was_taken_meanwhile_is_not_given_twice()
    {
        var account = await people.Register("ada@example.org");
        await people.Grains.Accounts().ChangeEmail(new(account.UserId, "new@example.org", "a quiet harbour"));
        var link = Store.Deliver(Store.Mails.Single(mail => mail.Content is ConfirmNewAddress));
        await people.Register("new@example.org");

        Assert.Equal(RefusalCode.EmailTaken, (await people.Grains.Accounts().Confirm(link)).Refusal?.Code);
        Assert.Equal("ada@example.org", (await people.Grains.User(account.UserId).Profile()).Value?.Email);
    }

    [Fact]
    public async Task A_telephone_counts_from_when_its_link_is_followed_and_only_on_a_confirmed_account()
    {
        var account = await people.Register("ada@example.org");
        var accounts = people.Grains.Accounts();

        Assert.Equal(RefusalCode.Forbidden, (await accounts.ChangePhone(new(account.UserId, "+49 151 23456789", "a quiet harbour"))).Refusal?.Code);
        await accounts.Confirm(Store.Deliver(Store.Mails[0]));
        Assert.Equal("phone", Field(await accounts.ChangePhone(new(account.UserId, "0151 23456789", "a quiet harbour"))));
        Assert.True((await accounts.ChangePhone(new(account.UserId, "+49 151 23456789", "a quiet harbour"))).Succeeded);
        Assert.Null((await people.Grains.User(account.UserId).Profile()).Value!.Phone);

        Assert.True((await accounts.Confirm(Store.Deliver(Store.Mails.Single(mail => mail.BySms)))).Succeeded);

        Assert.Equal("+4915123456789", (await people.Grains.User(account.UserId).Profile()).Value!.Phone);
        Assert.True((await accounts.ChangePhone(new(account.UserId, "", "a quiet harbour"))).Succeeded);
        Assert.Null((await people.Grains.User(account.UserId).Profile()).Value!.Phone);
    }

    private string Reset(Account account) => Store.Deliver(new(Guid.NewGuid(), "reset", account.UserId, account.Email, new PasswordReset()));

    private Task<Result<SignedIn>> Try(string email, string password) =>
        people.Grains.Accounts().LogIn(new LogIn(email, password, null, PeopleCluster.From));

    private static string? Field(Result<Done> answer) => answer.Refusal is { Errors: { IsDefault: false } errors } ? errors[0].Field : null;
}
