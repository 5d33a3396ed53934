using System.Net;

namespace EventTicket.Tests.Gateway;

[Collection(StackCollection.Name)]
public sealed class IdentityTests(Stack stack) : IDisposable
{
    private readonly Desk desk = new(stack);

    public void Dispose() => desk.Dispose();

    [Theory]
    [InlineData("/auth")]
    [InlineData("/user_auth")]
    public async Task Register_log_in_and_log_out_at_every_address(string auth)
    {
        var email = Desk.NewEmail();

        var registered = await desk.Send("POST", $"{auth}/register", body: new { email, password = Desk.Password, name = "Ada" });
        Assert.Equal("userId email name role", registered.Must(HttpStatusCode.Created).Fields);
        Assert.Equal("user", registered.Json.GetProperty("role").GetString());

        var signedIn = await desk.Send("POST", $"{auth}/login", body: new { email, password = Desk.Password });
        Assert.Equal("token expiresAt userId role", signedIn.Must(HttpStatusCode.OK).Fields);
        Assert.EndsWith("Z", signedIn.Json.GetProperty("expiresAt").GetString(), StringComparison.Ordinal);
        var token = signedIn.Json.GetProperty("token").GetString();
        (await desk.Send("GET", "/user_data/profile", token)).Must(HttpStatusCode.OK);

        var signedOut = await desk.Send("POST", $"{auth}/logout", token);
        Assert.Equal("", signedOut.Must(HttpStatusCode.NoContent).Text);
        (await desk.Send("GET", "/user_data/profile", token)).MustBe(HttpStatusCode.Unauthorized, "not-signed-in");
        (await desk.Send("POST", $"{auth}/logout", token)).MustBe(HttpStatusCode.Unauthorized, "not-signed-in");
    }

    [Fact]
    public async Task An_address_registers_once_in_any_case()
    {
        var email = Desk.NewEmail();
        (await desk.Send("POST", "/auth/register", body: new { email, password = Desk.Password, name = "Ada" })).Must(HttpStatusCode.Created);

        var again = await desk.Send("POST", "/auth/register", body: new { email = email.ToUpperInvariant(), password = Desk.Password, name = "Ada" });

        again.MustBe(HttpStatusCode.Conflict, "email-taken");
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_address_read_alike()
    {
        var email = Desk.NewEmail();
        (await desk.Send("POST", "/auth/register", body: new { email, password = Desk.Password, name = "Ada" })).Must(HttpStatusCode.Created);

        var wrong = await desk.Send("POST", "/auth/login", body: new { email, password = "another passphrase" });
        var unknown = await desk.Send("POST", "/auth/login", body: new { email = Desk.NewEmail(), password = Desk.Password });

        Assert.Equal(wrong.MustBe(HttpStatusCode.Unauthorized, "invalid-credentials").Text, unknown.Must(HttpStatusCode.Unauthorized).Text);
    }

    [Fact]
    public async Task Registration_names_every_field_that_is_wrong()
    {
        (await desk.Send("POST", "/auth/register", body: new { email = 1, password = (string?)null })).MustBlame("email", "password", "name");
        (await desk.Send("POST", "/auth/register", body: new { email = "nobody", password = "short", name = "" })).MustBlame("email", "password", "name");
    }

    [Fact]
    public async Task The_profile_is_read_and_renamed()
    {
        var user = await desk.User();

        var read = await desk.Send("GET", "/user_data/profile", user.Token);
        Assert.Equal("userId email name role favouriteCategories createdAt", read.Must(HttpStatusCode.OK).Fields);
        Assert.Equal(user.UserId, read.Json.GetProperty("userId").GetGuid());

        var renamed = await desk.Send("PATCH", "/user_data/profile", user.Token, new { name = "Ada King" });
        Assert.Equal("Ada King", renamed.Must(HttpStatusCode.OK).Json.GetProperty("name").GetString());
        Assert.Equal(renamed.Text, (await desk.Send("PATCH", "/user_data/profile", user.Token, new { })).Must(HttpStatusCode.OK).Text);
        (await desk.Send("PATCH", "/user_data/profile", user.Token, new { name = "" })).MustBlame("name");
    }
}
