using System.Net;
using EventTicket.Tests.Web;

namespace EventTicket.Tests.Gateway;

/// <summary>What opens an account, changed by its owner: every token from before is dead afterwards.</summary>
[Collection(StackCollection.Name)]
public sealed class CredentialTests(Stack stack) : IDisposable
{
    private const string Another = "another long passphrase";

    private readonly Desk desk = new(stack);

    public void Dispose() => desk.Dispose();

    [Fact]
    public async Task A_new_password_ends_every_session_and_opens_a_new_one()
    {
        var (email, first) = await desk.Person();
        var second = await desk.LogIn(email, Desk.Password);

        var changed = await desk.Send("POST", "/user_data/password", first.Token, new { currentPassword = Desk.Password, newPassword = Another });

        Assert.Equal("token expiresAt userId role", changed.Must(HttpStatusCode.OK).Fields);
        await MustBeDead(first, second);
        (await desk.Send("GET", "/user_data/profile", changed.Json.GetProperty("token").GetString())).Must(HttpStatusCode.OK);
        (await desk.Send("POST", "/auth/login", body: new { email, password = Desk.Password })).MustBe(HttpStatusCode.Unauthorized, "invalid-credentials");
        await desk.LogIn(email, Another);
    }

    [Fact]
    public async Task A_wrong_current_password_changes_nothing()
    {
        var (_, user) = await desk.Person();

        (await desk.Send("POST", "/user_data/password", user.Token, new { currentPassword = Another, newPassword = Another })).MustBlame("currentPassword");
        (await desk.Send("DELETE", "/user_data", user.Token, new { password = Another })).MustBlame("password");

        (await desk.Send("GET", "/user_data/profile", user.Token)).Must(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("/password_reset/request", "/password_reset/complete")]
    [InlineData("/password_reset/request", "/password_reset/confirm")]
    [InlineData("/password/reset", "/password/reset/confirm")]
    public async Task A_forgotten_password_is_replaced_with_a_mailed_token_that_works_once(string request, string complete)
    {
        var (email, user) = await desk.Person();

        var known = await desk.Send("POST", request, body: new { email });
        var unknown = await desk.Send("POST", request, body: new { email = Desk.NewEmail() });
        Assert.Equal(known.Must(HttpStatusCode.Accepted).Text, unknown.Must(HttpStatusCode.Accepted).Text);

        var token = await stack.Token(email, "reset");
        var valid = (await desk.Send("POST", "/password_reset/verify", body: new { token })).Must(HttpStatusCode.OK);
        Assert.Equal("valid expiresAt", valid.Fields);
        Assert.True(valid.Json.GetProperty("valid").GetBoolean());
        (await desk.Send("POST", complete, body: new { token, newPassword = "short" })).MustBlame("newPassword");
        (await desk.Send("POST", complete, body: new { token, newPassword = Another })).Must(HttpStatusCode.NoContent);

        await MustBeDead(user);
        (await desk.Send("POST", complete, body: new { token, newPassword = Another })).MustBlame("token");
        Assert.Equal("""{"valid":false}""", (await desk.Send("POST", "/password_reset/verify", body: new { token })).Must(HttpStatusCode.OK).Text);
        await desk.LogIn(email, Another);
    }

    [Fact]
    public async Task A_mailed_token_confirms_the_address_once_and_sets_no_password()
    {
        var (email, user) = await desk.Person();
        var token = await stack.Token(email, "confirm");

        Assert.Equal("""{"valid":false}""", (await desk.Send("POST", "/password_reset/verify", body: new { token })).Must(HttpStatusCode.OK).Text);
        (await desk.Send("POST", "/password_reset/complete", body: new { token, newPassword = Another })).MustBlame("token");
        (await desk.Send("POST", "/auth/email/confirm", body: new { token })).Must(HttpStatusCode.NoContent);
        (await desk.Send("POST", "/auth/email/confirm", body: new { token })).MustBlame("token");
        (await desk.Send("POST", "/auth/email/request", user.Token)).Must(HttpStatusCode.Accepted);
    }

    [Fact]
    public async Task A_changed_address_counts_once_its_link_was_followed()
    {
        var ((email, user), next) = (await desk.Person(), Desk.NewEmail());
        var (taken, _) = await desk.Person();

        (await desk.Send("POST", "/user_data/email", user.Token, new { email = taken, password = Desk.Password })).MustBe(HttpStatusCode.Conflict, "email-taken");
        (await desk.Send("POST", "/user_data/email", user.Token, new { email = next, password = Another })).MustBlame("password");
        (await desk.Send("POST", "/user_data/email", user.Token, new { email = next, password = Desk.Password })).Must(HttpStatusCode.Accepted);
        await desk.LogIn(email, Desk.Password);
        (await desk.Send("POST", "/auth/email/confirm", body: new { token = await stack.Token(next, "confirm") })).Must(HttpStatusCode.NoContent);

        var session = await desk.LogIn(next, Desk.Password);
        Assert.Equal(user.UserId, session.UserId);
    }

    [Fact]
    public async Task Sessions_are_listed_and_ended()
    {
        var (email, first) = await desk.Person();
        var (second, (_, stranger)) = (await desk.LogIn(email, Desk.Password), await desk.Person());

        var listed = (await desk.Send("GET", "/user_auth/sessions", first.Token)).Must(HttpStatusCode.OK).Json.GetProperty("items");
        Assert.Equal(2, listed.GetArrayLength());
        Assert.Equal("sessionId current openedAt seenAt expiresAt client address", Reply.Names(listed[0]));
        Assert.Equal([false, true], listed.EnumerateArray().Select(one => one.GetProperty("current").GetBoolean()));
        var other = $"/user_auth/sessions/{listed[0].GetProperty("sessionId").GetGuid()}";
        (await desk.Send("DELETE", other, stranger.Token)).MustBe(HttpStatusCode.NotFound, "not-found");
        (await desk.Send("DELETE", other, first.Token)).Must(HttpStatusCode.NoContent);
        await MustBeDead(second);

        var third = await desk.LogIn(email, Desk.Password);
        (await desk.Send("DELETE", "/user_auth/sessions", first.Token)).Must(HttpStatusCode.NoContent);
        await MustBeDead(first, third);
    }

    [Fact]
    public async Task A_second_factor_is_asked_for_once_it_is_switched_on()
    {
        var (email, user) = await desk.Person();
        var login = new { email, password = Desk.Password };

        var begun = (await desk.Send("POST", "/user_data/second_factor", user.Token, new { password = Desk.Password })).Must(HttpStatusCode.OK);
        Assert.Equal("secret uri", begun.Fields);
        Assert.StartsWith("otpauth://totp/", begun.Json.GetProperty("uri").GetString(), StringComparison.Ordinal);
        await desk.LogIn(email, Desk.Password);
        (await desk.Send("POST", "/user_data/second_factor/confirm", user.Token, new { totp = "x" })).MustBlame("totp");
        var confirmed = await desk.Send("POST", "/user_data/second_factor/confirm", user.Token, new { totp = AuthenticatorApp.Digits(begun.Json.GetProperty("secret").GetString()!) });
        var codes = confirmed.Must(HttpStatusCode.OK).Json.GetProperty("recoveryCodes");
        Assert.Equal(10, codes.GetArrayLength());

        (await desk.Send("POST", "/auth/login", body: login)).MustBe(HttpStatusCode.Unauthorized, "totp-required");
        (await desk.Send("POST", "/auth/login", body: new { email, password = Another })).MustBe(HttpStatusCode.Unauthorized, "invalid-credentials");
        (await desk.Send("POST", "/auth/login", body: new { email, password = Desk.Password, totp = "x" })).MustBe(HttpStatusCode.Unauthorized, "totp-required");
        var withCode = new { email, password = Desk.Password, totp = codes[0].GetString() };
        var token = (await desk.Send("POST", "/auth/login", body: withCode)).Must(HttpStatusCode.OK).Json.GetProperty("token").GetString();
        (await desk.Send("POST", "/auth/login", body: withCode)).MustBe(HttpStatusCode.Unauthorized, "totp-required");

        (await desk.Send("DELETE", "/user_data/second_factor", token, new { password = Desk.Password, totp = codes[1].GetString() })).Must(HttpStatusCode.NoContent);
        (await desk.Send("POST", "/auth/login", body: login)).Must(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_data_are_a_file_and_deleting_the_account_forgets_the_person()
    {
        var (email, user) = await desk.Person();

        var data = await desk.Send("GET", "/user_data/export", user.Token);
        Assert.Equal("application/json", data.Must(HttpStatusCode.OK).ContentType);
        Assert.Contains(email, data.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("asswordHash", data.Text, StringComparison.Ordinal);

        (await desk.Send("DELETE", "/user_data", user.Token, new { password = Desk.Password })).Must(HttpStatusCode.NoContent);

        await MustBeDead(user);
        (await desk.Send("POST", "/auth/login", body: new { email, password = Desk.Password })).MustBe(HttpStatusCode.Unauthorized, "invalid-credentials");
        (await desk.Send("POST", "/auth/register", body: new { email, password = Desk.Password, name = "Eve" })).Must(HttpStatusCode.Created);
    }

    private async Task MustBeDead(params Session[] sessions)
    {
        foreach (var session in sessions)
        {
            (await desk.Send("GET", "/user_data/profile", session.Token)).MustBe(HttpStatusCode.Unauthorized, "not-signed-in");
        }
    }
}
