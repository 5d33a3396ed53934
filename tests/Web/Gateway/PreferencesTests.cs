using System.Net;

namespace EventTicket.Tests.Gateway;

[Collection(StackCollection.Name)]
public sealed class PreferencesTests(Stack stack) : IDisposable
{
    private readonly Desk desk = new(stack);

    public void Dispose() => desk.Dispose();

    [Theory]
    [InlineData("/preferences/categories", "/preferences/categories")]
    [InlineData("/preferences_manager/favorite_category", "/preferences_manager/favorite_categories")]
    public async Task A_category_is_followed_changed_and_left_at_every_address(string add, string list)
    {
        var (user, (first, second)) = (await desk.User(), await Categories());

        var added = (await desk.Send("POST", add, user.Token, new { categoryId = first })).Must(HttpStatusCode.Created);
        Assert.Equal("categoryId name emailNotifications", added.Fields);
        Assert.Equal(added.Text, (await desk.Send("POST", add, user.Token, new { categoryId = first })).Must(HttpStatusCode.OK).Text);

        var quiet = await desk.Send("PUT", $"/preferences/categories/{first}", user.Token, new { emailNotifications = false });
        Assert.False(quiet.Must(HttpStatusCode.OK).Json.GetProperty("emailNotifications").GetBoolean());
        var replaced = await desk.Send("PUT", $"/preferences/categories/{first}", user.Token, new { categoryId = second });
        Assert.Equal(second, replaced.Must(HttpStatusCode.OK).Json.GetProperty("categoryId").GetGuid());
        Assert.False(replaced.Json.GetProperty("emailNotifications").GetBoolean());

        var listed = (await desk.Send("GET", list, user.Token)).Must(HttpStatusCode.OK).Json.GetProperty("items");
        Assert.Equal([second], listed.EnumerateArray().Select(item => item.GetProperty("categoryId").GetGuid()));
        var profile = (await desk.Send("GET", "/user_data/profile", user.Token)).Must(HttpStatusCode.OK).Json;
        Assert.Equal([second], profile.GetProperty("favouriteCategories").EnumerateArray().Select(id => id.GetGuid()));

        (await desk.Send("DELETE", $"/preferences/categories/{second}", user.Token)).Must(HttpStatusCode.NoContent);
        (await desk.Send("DELETE", $"/preferences/categories/{second}", user.Token)).Must(HttpStatusCode.NoContent);
        Assert.Equal("""{"items":[]}""", (await desk.Send("GET", list, user.Token)).Must(HttpStatusCode.OK).Text);
    }

    [Fact]
    public async Task What_cannot_be_is_named()
    {
        var (user, (first, second)) = (await desk.User(), await Categories());

        (await desk.Send("POST", "/preferences/categories", user.Token, new { categoryId = Guid.NewGuid() })).MustBlame("categoryId");
        (await desk.Send("POST", "/preferences/categories", user.Token, new { categoryId = "x" })).MustBlame("categoryId");
        (await desk.Send("PUT", $"/preferences/categories/{first}", user.Token, new { emailNotifications = "yes" })).MustBlame("emailNotifications");
        (await desk.Send("PUT", $"/preferences/categories/{first}", user.Token, new { })).MustBlame("body");
        (await desk.Send("PUT", $"/preferences/categories/{first}", user.Token, new { emailNotifications = true, categoryId = second })).MustBlame("body");
        (await desk.Send("PUT", $"/preferences/categories/{first}", user.Token, new { emailNotifications = true })).MustBe(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task A_repeated_call_answers_as_at_first_and_has_no_second_effect()
    {
        var (user, (first, second)) = (await desk.User(), await Categories());
        var added = (await desk.Send("POST", "/preferences/categories", user.Token, new { categoryId = first }, key: "add")).Must(HttpStatusCode.Created);
        (await desk.Send("DELETE", $"/preferences/categories/{first}", user.Token)).Must(HttpStatusCode.NoContent);

        var again = await desk.Send("POST", "/preferences/categories", user.Token, new { categoryId = first }, key: "add");
        Assert.Equal(added.Text, again.Must(HttpStatusCode.Created).Text);
        Assert.Equal("""{"items":[]}""", (await desk.Send("GET", "/preferences/categories", user.Token)).Text);
        (await desk.Send("POST", "/preferences/categories", user.Token, new { categoryId = second }, key: "add")).MustBe(HttpStatusCode.UnprocessableEntity, "idempotency-key-reused");

        (await desk.Send("PATCH", "/user_data/profile", user.Token, new { name = "Ada King" }, key: "name")).Must(HttpStatusCode.OK);
        (await desk.Send("PATCH", "/user_data/profile", user.Token, new { name = "Ada Byron" })).Must(HttpStatusCode.OK);
        var renamed = await desk.Send("PATCH", "/user_data/profile", user.Token, new { name = "Ada King" }, key: "name");
        Assert.Equal("Ada Byron", renamed.Must(HttpStatusCode.OK).Json.GetProperty("name").GetString());
        (await desk.Send("PATCH", "/user_data/profile", user.Token, new { name = "Eve" }, key: "name")).MustBe(HttpStatusCode.UnprocessableEntity, "idempotency-key-reused");
    }

    private async Task<(Guid First, Guid Second)> Categories()
    {
        var items = (await desk.Send("GET", "/catalog/categories")).Must(HttpStatusCode.OK).Json.GetProperty("items");
        return (items[0].GetProperty("categoryId").GetGuid(), items[1].GetProperty("categoryId").GetGuid());
    }
}
