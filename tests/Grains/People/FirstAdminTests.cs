using EventTicket.Users;
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

        Assert.Null(await people.Addresses.HolderOf("root@example.org"));
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
    public async Task An_account_that_is_there_is_promoted_and_keeps_its_name_and_password()
    {
        var account = await people.Register("ada@example.org", "her own password");

        await Start("ada@example.org", "not her password");

        Assert.Equal(account with { Role = Role.Admin }, (await people.Grains.User(account.UserId).Profile()).Value);
        Assert.Equal(Role.Admin, (await people.LogIn("ada@example.org", "her own password")).Session.Role);
    }

    [Fact]
    public async Task Making_sure_of_a_lower_role_takes_none_away()
    {
        await Start("root@example.org", "the first password");

        var account = await people.Service<Enrolment>().Ensure("root@example.org", "the first password", "Somebody", Role.Manager);

        Assert.Equal(Role.Admin, account.Value?.Role);
    }

    private Task Start(string? email, string? password) =>
        new FirstAdmin(
            people.Service<Enrolment>(), Options.Create(new FirstAdminSettings { Email = email, Password = password }), NullLogger<FirstAdmin>.Instance)
            .Run(people.Grains, TestContext.Current.CancellationToken);
}
