using System.Net;
using System.Reflection;
using System.Text;
using EventTicket.Tests.Gateway;
using EventTicket.Web;
using EventTicket.Web.Gateway;
using Microsoft.AspNetCore.Mvc;

namespace EventTicket.Tests.Web.Access;

/// <summary>What people try who mean no good.</summary>
[Collection(StackCollection.Name)]
public sealed class AttackTests(Stack stack) : IDisposable
{
    private static readonly string[] NotTheirs = ["role", "isAdmin", "userId", "managerId", "personId", "status", "emailConfirmed", "createdAt"];

    private readonly Desk desk = new(stack);

    public void Dispose() => desk.Dispose();

    [Fact]
    public void No_body_takes_what_is_not_the_senders_to_say()
    {
        var bodies = typeof(Body<>).Assembly.GetTypes().Where(type => type.Name.EndsWith("Body", StringComparison.Ordinal)).ToList();
        var read = typeof(BodyShape).GetMethods().Single(method => method.Name == nameof(BodyShape.Read) && method.GetParameters()[0].ParameterType == typeof(ReadOnlyMemory<byte>));
        var json = Encoding.UTF8.GetBytes($"{{{string.Join(',', NotTheirs.Select(field => $"\"{field}\":\"admin\""))}}}");

        Assert.NotEmpty(bodies);
        Assert.All(bodies, body =>
        {
            var answer = read.MakeGenericMethod(body).Invoke(null, [new ReadOnlyMemory<byte>(json)])!;
            var refusal = (Refusal)answer.GetType().GetProperty(nameof(Result<Done>.Refusal))!.GetValue(answer)!;
            Assert.Superset(NotTheirs.ToHashSet(), refusal.Errors.Select(error => error.Field).ToHashSet());
        });
    }

    [Fact]
    public void No_form_takes_what_is_not_the_senders_to_say()
    {
        var forms = typeof(Body<>).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Controller)))
            .SelectMany(controller => controller.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly))
            .Where(action => action.IsDefined(typeof(HttpPostAttribute)))
            .SelectMany(action => action.GetParameters())
            .ToList();
        var named = forms.Select(form => form.Name!)
            .Concat(forms.Where(form => form.ParameterType.Namespace?.StartsWith("EventTicket", StringComparison.Ordinal) == true)
                .SelectMany(form => form.ParameterType.GetProperties()).Where(field => field.CanWrite).Select(field => field.Name));

        Assert.NotEmpty(forms);
        Assert.Empty(named.Intersect(NotTheirs, StringComparer.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task What_a_registration_says_beside_its_fields_is_refused_by_name()
    {
        var body = new { email = Desk.NewEmail(), password = Desk.Password, name = "Eve", role = "admin", emailConfirmed = true };

        (await desk.Send("POST", "/auth/register", body: body)).MustBlame("role", "emailConfirmed");
    }

    [Fact]
    public async Task The_host_that_somebody_names_is_in_no_link()
    {
        var (email, _) = await desk.Person();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/password_reset/request") { Headers = { Host = "evil.example" } };
        request.Content = new StringContent($$"""{"email":"{{email}}"}""", Encoding.UTF8, "application/json");

        (await desk.Send(request)).Must(HttpStatusCode.Accepted);

        await stack.Token(email, $"{stack.SiteUrl}/reset");
        Assert.All(Mailbox.Files(stack), file => Assert.DoesNotContain("evil.example", File.ReadAllText(file), StringComparison.OrdinalIgnoreCase));
        using var site = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(stack.SiteUrl) };
        using var page = await site.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/account") { Headers = { Host = "evil.example" } }, TestContext.Current.CancellationToken);
        Assert.Equal("/login?returnUrl=%2Faccount", page.Headers.Location?.OriginalString);
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("///evil.example")]
    [InlineData("/\t/evil.example")]
    [InlineData("\t//evil.example")]
    [InlineData("https://evil.example")]
    [InlineData("https:evil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("~//evil.example")]
    public async Task Logging_in_leads_nowhere_else(string returnUrl)
    {
        var (email, _) = await desk.Person();
        using var player = new Player(stack, email, Desk.Password);
        await player.SignIn();
        var escaped = Uri.EscapeDataString(returnUrl);

        var signedIn = await player.Call(new AccessRow("site", "GET", $"/login?returnUrl={escaped}", [], null), "site", text => text);
        var signingIn = await player.Call(
            new AccessRow("site", "POST", "/login", [], $"email={Uri.EscapeDataString(email)}&password={Uri.EscapeDataString(Desk.Password)}&returnUrl={escaped}"), "site", text => text);

        Assert.Equal((302, "/"), (signedIn.Status, signedIn.Location));
        Assert.Equal((302, "/"), (signingIn.Status, signingIn.Location));
    }

    [Theory]
    [InlineData(1_000_001, 1, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData(3, 3000, HttpStatusCode.BadRequest)]
    public async Task A_form_that_cannot_be_read_is_answered_with_a_page(int length, int fields, HttpStatusCode expected)
    {
        // Who sends on after the answer may find the line closed before reading it, so the client asks first whether it may send.
        using var patient = new SocketsHttpHandler { Expect100ContinueTimeout = TimeSpan.FromSeconds(60) };
        using var site = new HttpClient(patient) { BaseAddress = new Uri(stack.SiteUrl) };
        site.DefaultRequestHeaders.ExpectContinue = true;
        using var form = new StringContent(
            string.Join('&', Enumerable.Range(0, fields).Select(n => $"f{n}={new string('x', length)}")), Encoding.UTF8, "application/x-www-form-urlencoded");

        using var answer = await site.PostAsync("/login", form, TestContext.Current.CancellationToken);

        Assert.Equal(expected, answer.StatusCode);
        Assert.Contains("<h1>", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_of_another_site_does_nothing()
    {
        var (email, _) = await desk.Person();
        using var player = new Player(stack, email, Desk.Password);
        await player.SignIn();

        var forged = await player.Call(new AccessRow("site", "POST", "/logout", [], "__RequestVerificationToken=x"), "site", text => text);

        Assert.Equal(400, forged.Status);
        Assert.Equal(200, (await player.Call(new AccessRow("site", "GET", "/account", [], null), "site", text => text)).Status);
    }
}
