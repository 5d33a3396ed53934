using System.Net;
using EventTicket.Tests.Web;

namespace EventTicket.Tests.Gateway;

/// <summary>Admins look after managers and admins.</summary>
[Collection(StackCollection.Name)]
public sealed class OfficerTests(Stack stack) : IDisposable
{
    private readonly Desk desk = new(stack);

    public void Dispose() => desk.Dispose();

    [Theory]
    [InlineData("/admin_management/managers")]
    [InlineData("/admin_management/admins/add_manager")]
    public async Task An_unknown_address_is_invited_and_becomes_a_manager_with_the_link(string add)
    {
        var (admin, email, key) = (await desk.Admin(), Desk.NewEmail(), Guid.NewGuid().ToString());

        var added = await desk.Send("POST", add, admin.Token, new { email, name = "Grace" }, key);
        Assert.Equal("managerId email name invited", added.Must(HttpStatusCode.Created).Fields);
        Assert.True(added.Json.GetProperty("invited").GetBoolean());
        Assert.Equal(added.Text, (await desk.Send("POST", add, admin.Token, new { email, name = "Grace" }, key)).Must(HttpStatusCode.Created).Text);
        (await desk.Send("POST", add, admin.Token, new { email, name = "Eve" }, key)).MustBe(HttpStatusCode.UnprocessableEntity, "idempotency-key-reused");
        var token = await stack.Token(email, "invitation");
        (await desk.Send("POST", "/password_reset/complete", body: new { token, newPassword = Desk.Password })).Must(HttpStatusCode.NoContent);

        var manager = await desk.LogIn(email, Desk.Password);
        var page = (await desk.Send("GET", "/manager/profile", manager.Token)).Must(HttpStatusCode.OK);
        Assert.Equal(added.Json.GetProperty("managerId").GetGuid(), page.Json.GetProperty("managerId").GetGuid());
        Assert.Equal(page.Text, (await desk.Send("GET", "/personal_page/manager", manager.Token)).Must(HttpStatusCode.OK).Text);
        Assert.Equal(page.Text, (await desk.Send("GET", $"/admin_management/managers/{manager.UserId}/personal_page", admin.Token)).Must(HttpStatusCode.OK).Text);
    }

    [Fact]
    public async Task A_confirmed_user_is_promoted_at_once_and_signed_out()
    {
        var (admin, (email, user)) = (await desk.Admin(), await desk.Person());
        (await desk.Send("POST", "/auth/email/confirm", body: new { token = await stack.Token(email, "confirm") })).Must(HttpStatusCode.NoContent);

        var added = await desk.Send("POST", "/admin_management/managers", admin.Token, new { email, name = "Grace" });

        Assert.False(added.Must(HttpStatusCode.Created).Json.GetProperty("invited").GetBoolean());
        (await desk.Send("GET", "/user_data/profile", user.Token)).MustBe(HttpStatusCode.Unauthorized, "not-signed-in");
        var manager = await desk.LogIn(email, Desk.Password);
        (await desk.Send("GET", "/events", manager.Token)).Must(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_manager_is_listed_renamed_deactivated_and_reactivated()
    {
        var (admin, (email, manager)) = (await desk.Admin(), await desk.Manager());
        var path = $"/admin_management/managers/{manager.UserId}";

        var renamed = await desk.Send("PATCH", path, admin.Token, new { name = "Rear Admiral" });
        Assert.Equal("managerId email name active invited since", renamed.Must(HttpStatusCode.OK).Fields);
        Assert.Equal("Rear Admiral", renamed.Json.GetProperty("name").GetString());
        Assert.Contains(renamed.Text, (await desk.Send("GET", "/admin_management/managers?limit=100", admin.Token)).Must(HttpStatusCode.OK).Text, StringComparison.Ordinal);

        (await desk.Send("PATCH", path, admin.Token, new { active = false })).Must(HttpStatusCode.OK);
        (await desk.Send("GET", "/manager/profile", manager.Token)).MustBe(HttpStatusCode.Unauthorized, "not-signed-in");
        var user = await desk.LogIn(email, Desk.Password);
        (await desk.Send("GET", "/manager/profile", user.Token)).MustBe(HttpStatusCode.Forbidden, "forbidden");

        (await desk.Send("PATCH", path, admin.Token, new { active = true })).Must(HttpStatusCode.OK);
        var again = await desk.LogIn(email, Desk.Password);
        (await desk.Send("GET", "/manager/profile", again.Token)).Must(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_event_inserted_for_a_manager_is_theirs()
    {
        var (admin, (_, manager), (_, stranger)) = (await desk.Admin(), await desk.Manager(), await desk.Manager());
        var theirs = $"/admin_management/events/managers/{manager.UserId}";

        var inserted = await desk.Send("POST", $"{theirs}/add_event", admin.Token, await desk.EventBody());
        var own = await desk.Send("POST", $"{theirs}/add_event", manager.Token, await desk.EventBody());

        var listed = await desk.Send("GET", $"{theirs}/proposed_events", admin.Token);
        Assert.Equal([EventId(own), EventId(inserted)], listed.Must(HttpStatusCode.OK).Json.GetProperty("items").EnumerateArray().Select(one => one.GetProperty("eventId").GetGuid()));
        Assert.Equal(listed.Text, (await desk.Send("GET", "/events", manager.Token)).Must(HttpStatusCode.OK).Text);
        (await desk.Send("POST", $"{theirs}/add_event", stranger.Token, await desk.EventBody())).MustBe(HttpStatusCode.NotFound, "not-found");
        (await desk.Send("POST", $"/admin_management/events/managers/{Guid.NewGuid()}/add_event", admin.Token, await desk.EventBody())).MustBe(HttpStatusCode.NotFound, "not-found");

        static Guid EventId(Reply sheet) => sheet.Must(HttpStatusCode.Created).Json.GetProperty("eventId").GetGuid();
    }

    [Fact]
    public async Task What_an_admin_did_is_on_their_page()
    {
        var (admin, name) = (await desk.Admin(), $"Poetry {Guid.NewGuid():N}");
        var category = (await desk.Send("POST", "/admin_management/categories", admin.Token, new { name })).Must(HttpStatusCode.Created).Json.GetProperty("categoryId").GetGuid();

        var page = (await desk.Send("GET", "/personal_page/admin?limit=1", admin.Token)).Must(HttpStatusCode.OK);

        Assert.Equal("adminId name email active since actions", page.Fields);
        var newest = page.Json.GetProperty("actions").GetProperty("items")[0];
        Assert.Equal(("category-added", category, name), (newest.GetProperty("action").GetString(), newest.GetProperty("subjectId").GetGuid(), newest.GetProperty("subject").GetString()));
        Assert.Equal(page.Text, (await desk.Send("GET", $"/admin_management/admins/{admin.UserId}/personal_page?limit=1", admin.Token)).Must(HttpStatusCode.OK).Text);
        Assert.Contains(newest.GetRawText(), (await desk.Send("GET", "/admin_management/actions", admin.Token)).Must(HttpStatusCode.OK).Text, StringComparison.Ordinal);
        var (_, manager) = await desk.Manager();
        (await desk.Send("GET", $"/admin_management/admins/{manager.UserId}/personal_page", admin.Token)).MustBe(HttpStatusCode.NotFound, "not-found");
        (await desk.Send("PATCH", $"/admin_management/admins/{manager.UserId}", admin.Token, new { active = false })).MustBe(HttpStatusCode.NotFound, "not-found");
    }
}
