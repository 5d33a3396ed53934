using EventTicket.Admins;
using EventTicket.Tests.Postgres;
using EventTicket.Users;

namespace EventTicket.Tests.People;

/// <summary>Who holds an office, and who may give it or take it away.</summary>
public sealed class OfficesTests(PostgresServer server) : PeopleWithAnAdmin(server)
{
    [Fact]
    public async Task A_deactivated_manager_is_a_user_until_reactivated()
    {
        var ada = await Manager("ada@example.org");
        var (token, _) = await people.LogIn("ada@example.org");

        var off = (await Root.ChangeOfficer(new(new("2", ""), ada, false, null))).Value!;

        Assert.Equal((Role.Manager, false), (off.Office, off.Active));
        Assert.Equal(RefusalCode.NotSignedIn, (await people.Grains.Session(token).Read()).Refusal?.Code);
        Assert.Equal(Role.User, (await people.LogIn("ada@example.org")).Session.Role);
        Assert.True((await Root.ChangeOfficer(new(new("3", ""), ada, true, "Ada B."))).Value!.Active);
        Assert.Equal((Role.Manager, "Ada B."), ((await people.LogIn("ada@example.org")).Session.Role, (await people.Grains.User(ada).Profile()).Value!.Name));
        Assert.Equal(["manager-reactivated", "manager-deactivated"], await Actions());
    }

    [Fact]
    public async Task Of_two_admins_who_remove_each_other_at_once_one_stays()
    {
        var second = (await people.Service<Enrolment>().Ensure("second@example.org", "a quiet harbour", "Second", Role.Admin)).Value!;

        var answers = await Task.WhenAll(
            Root.ChangeOfficer(new(new("1", ""), second.UserId, false, null)),
            people.Grains.Admin(second.UserId).ChangeOfficer(new(new("1", ""), admin.UserId, false, null)));

        Assert.Single(answers, answer => answer.Succeeded);
        Assert.Equal(1L, await Ask("SELECT count(*) FROM users WHERE office = 'admin' AND active", Guid.Empty));
    }

    [Fact]
    public async Task The_last_admin_cannot_be_removed()
    {
        var refused = await Root.ChangeOfficer(new(new("1", ""), admin.UserId, false, null));

        Assert.Equal("active", refused.Refusal?.Errors[0].Field);
        Assert.Empty(await Actions());
    }

    [Fact]
    public async Task Nobody_but_an_admin_of_now_may_do_any_of_it()
    {
        var ada = await Manager("ada@example.org");
        foreach (var id in new[] { ada, Guid.NewGuid() })
        {
            var notAdmin = people.Grains.Admin(id);
            Assert.Equal(RefusalCode.Forbidden, (await notAdmin.AddOfficer(new(new("1", ""), "x@example.org", "X", Role.Admin))).Refusal?.Code);
            Assert.Equal(RefusalCode.Forbidden, (await notAdmin.Officers(Role.Manager, new())).Refusal?.Code);
            Assert.Equal(RefusalCode.Forbidden, (await notAdmin.Officer(ada)).Refusal?.Code);
            Assert.Equal(RefusalCode.Forbidden, (await notAdmin.ChangeOfficer(new(new("1", ""), admin.UserId, false, null))).Refusal?.Code);
            Assert.Equal(RefusalCode.Forbidden, (await notAdmin.AddCategory(Guid.NewGuid(), "Film")).Refusal?.Code);
            Assert.Equal(RefusalCode.Forbidden, (await notAdmin.Actions(null, new())).Refusal?.Code);
        }
    }

    [Fact]
    public async Task Wrong_fields_are_named()
    {
        var refused = await Root.AddOfficer(new(new("1", ""), "no", "", Role.Manager));

        Assert.Equal(["email", "name"], refused.Refusal!.Errors.Select(error => error.Field));
        Assert.Equal("name", (await Root.ChangeOfficer(new(new("2", ""), await Manager("ada@example.org"), null, new string('x', 101)))).Refusal?.Errors[0].Field);
    }

    [Fact]
    public async Task Lists_are_paged_and_each_office_has_its_own()
    {
        for (var n = 1; n <= 5; n++)
        {
            await Manager($"m{n}@example.org");
        }

        await Add("invite", "invited@example.org");
        var first = (await Root.Officers(Role.Manager, new(4))).Value!;
        var second = (await Root.Officers(Role.Manager, new(4, first.NextCursor))).Value!;

        Assert.Equal(["invited@example.org", "m5@example.org", "m4@example.org", "m3@example.org"], first.Items.Select(officer => officer.Email));
        Assert.Equal(["m2@example.org", "m1@example.org"], second.Items.Select(officer => officer.Email));
        Assert.Equal(["root@example.org"], (await Root.Officers(Role.Admin, new())).Value!.Items.Select(officer => officer.Email));
        Assert.Equal(RefusalCode.Invalid, (await Root.Officers(Role.Manager, new(101))).Refusal?.Code);
    }
}
