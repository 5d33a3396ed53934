using EventTicket.Demo;
using EventTicket.Sessions;
using EventTicket.Users;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace EventTicket.Tests.People;

public sealed class FirstAdminTests : IAsyncLifetime
{
    private PeopleCluster people = null!;

    public async ValueTask InitializeAsync() => people = await PeopleCluster.Start();

    public ValueTask DisposeAsync() => people.DisposeAsync();

    [Fact]
    public async Task Without_settings_there_is_no_admin()
    {
        await Start(null, null);

        Assert.Null(await people.People.HolderOf("root@example.org"));
    }

    [Fact]
    public async Task The_first_start_makes_the_admin_and_later_ones_change_nothing()
    {
        await Start("Root@example.org", "the first password");
        var made = await people.LogIn("root@example.org", "the first password");
        await Start("root@example.org", "another password!");

        var again = await people.LogIn("root@example.org", "the first password");

        Assert.Equal((Role.Admin, "Root@example.org", "Admin"), (made.Session.Role, made.Session.Email, made.Session.Name));
        Assert.Equal(made.Session.UserId, again.Session.UserId);
    }

    [Fact]
    public async Task A_confirmed_account_is_promoted_and_keeps_its_name_and_password()
    {
        var account = await people.Register("ada@example.org", "her own password");
        var mails = (InMemoryPeople)people.People;
        await people.Grains.Accounts().Confirm(mails.Deliver(Assert.Single(mails.Mails)));

        await Start("ada@example.org", "not her password");

        Assert.Equal(account with { Role = Role.Admin, EmailConfirmed = true }, (await people.Grains.User(account.UserId).Profile()).Value);
        Assert.Equal(Role.Admin, (await people.LogIn("ada@example.org", "her own password")).Session.Role);
    }

    [Fact]
    public async Task Who_sits_in_the_admins_unconfirmed_address_is_put_out()
    {
        await people.Register("root@example.org", "a stranger's password");
        var stranger = await people.LogIn("root@example.org", "a stranger's password");

        await Start("root@example.org", "the first password");

        Assert.Equal(RefusalCode.NotSignedIn, (await people.Grains.Session(stranger.Token).Read()).Refusal?.Code);
        Assert.Equal(RefusalCode.InvalidCredentials, (await people.Grains.Accounts().LogIn(
            new LogIn("root@example.org", "a stranger's password", null, PeopleCluster.From))).Refusal?.Code);
        Assert.Equal(Role.Admin, (await people.LogIn("root@example.org", "the first password")).Session.Role);
    }

    [Fact]
    public async Task Where_no_admin_is_named_a_link_makes_the_first_one_and_only_the_first()
    {
        var folder = Directory.CreateTempSubdirectory("eventticket-tests-");
        try
        {
            await Start(null, null, folder.FullName);
            var file = Path.Combine(folder.FullName, "first-admin");
            var link = (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).Trim();
            var token = link[(link.IndexOf("token=", StringComparison.Ordinal) + 6)..];

            var made = await people.Grains.Accounts().MakeFirstAdmin(new(token, "root@example.org", "the first password", "Root"));
            var again = await people.Grains.Accounts().MakeFirstAdmin(new(token, "evil@example.org", "another password", "Evil"));
            await Start(null, null, folder.FullName);

            Assert.StartsWith("https://tickets.example/first-admin?token=", link, StringComparison.Ordinal);
            Assert.Equal(Role.Admin, made.Value?.Role);
            Assert.Equal("token", Assert.Single(again.Refusal!.Errors).Field);
            Assert.False(File.Exists(file));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Of_two_who_follow_the_link_at_once_one_becomes_the_first_admin()
    {
        var token = SessionToken.New();
        await people.People.OfferFirstAdmin(SessionKey.Of(token), people.Clock.GetUtcNow().AddHours(1));

        var answers = await Task.WhenAll(Enumerable.Range(0, 2).Select(n =>
            people.Grains.Accounts().MakeFirstAdmin(new(token, $"root{n}@example.org", "the first password", "Root"))));

        Assert.Single(answers, answer => answer.Succeeded);
    }

    [Fact]
    public async Task Making_sure_of_a_lower_role_takes_none_away()
    {
        await Start("root@example.org", "the first password");

        var account = await people.Service<Enrolment>().Ensure("root@example.org", "the first password", "Somebody", Role.Manager);

        Assert.Equal(Role.Admin, account.Value?.Role);
    }

    private Task Start(string? email, string? password, string? folder = null) =>
        new FirstAdmin(
            people.Service<Enrolment>(), people.People, Options.Create(new FirstAdminSettings { Email = email, Password = password }),
            Options.Create(new DemoSettings()),
            new ConfigurationBuilder().AddInMemoryCollection([new("Data:Folder", folder), new("Site:PublicUrl", "https://tickets.example/")]).Build(),
            people.Clock, NullLogger<FirstAdmin>.Instance)
            .Run(people.Grains, TestContext.Current.CancellationToken);
}
