using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace EventTicket.Tests.Web.Access;

/// <summary>One person (or nobody) with a browser at the site and a program at the gateway.</summary>
/// <param name="email">Null for nobody.</param>
internal sealed partial class Player(Stack stack, string? email, string? password) : IDisposable
{
    private readonly HttpClient gateway = new() { BaseAddress = new Uri(stack.GatewayUrl) };
    private HttpClient site = Browser(stack);
    private string formToken = "";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Signs in on both sides, or as nobody just fetches what forms need.</summary>
    public async Task SignIn()
    {
        site.Dispose();
        site = Browser(stack);
        formToken = await FormToken("/login");
        if (email is null)
        {
            return;
        }

        using var content = new StringContent(JsonSerializer.Serialize(new { email, password }), Encoding.UTF8, "application/json");
        using var session = await gateway.PostAsync("/auth/login", content, Stop);
        var answer = JsonDocument.Parse(await session.Content.ReadAsStringAsync(Stop)).RootElement;
        gateway.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", answer.GetProperty("token").GetString());
        var form = new AccessRow("site", "POST", "/login", [], $"email={Uri.EscapeDataString(email)}&password={Uri.EscapeDataString(password!)}");
        var (status, _, location) = await Call(form, "site", text => text);
        Assert.Equal((302, "/"), (status, location));
        formToken = await FormToken("/account");
    }

    /// <param name="side">Where to call.</param>
    /// <param name="named">Puts ids in place of names.</param>
    public async Task<(int Status, string Body, string? Location)> Call(AccessRow row, string side, Func<string, string> named)
    {
        using var request = new HttpRequestMessage(new HttpMethod(row.Method), named(row.Path));
        if (side == "site" && row.Method == "POST")
        {
            var form = $"{named(row.Body ?? "")}&__RequestVerificationToken={Uri.EscapeDataString(formToken)}".TrimStart('&');
            request.Content = new StringContent(form, Encoding.UTF8, "application/x-www-form-urlencoded");
        }
        else if (row.Body is not null)
        {
            request.Content = new StringContent(named(row.Body), Encoding.UTF8, "application/json");
        }

        using var answer = await (side == "site" ? site : gateway).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Stop);
        Assert.Empty(AnswerHeaders.Wrong(answer));
        // A stream of changes never ends.
        var body = answer.Content.Headers.ContentType?.MediaType == "text/event-stream" ? "" : await answer.Content.ReadAsStringAsync(Stop);
        return ((int)answer.StatusCode, body, answer.Headers.Location?.OriginalString);
    }

    public void Dispose()
    {
        site.Dispose();
        gateway.Dispose();
    }

    private async Task<string> FormToken(string page)
    {
        var html = await site.GetStringAsync(page, Stop);
        return Token.Match(html) is { Success: true } match ? match.Groups[1].Value : throw new InvalidOperationException($"{page} has no form.");
    }

    private static HttpClient Browser(Stack stack) => new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(stack.SiteUrl) };

    [GeneratedRegex("""name="__RequestVerificationToken"[^>]*value="([^"]+)""")]
    private static partial Regex Token { get; }
}
