using System.Net;
using EventTicket.Dev.Processes;
using EventTicket.Users;
using EventTicket.Web;
using EventTicket.Web.Gateway;
using EventTicket.Web.Site;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EventTicket.Tests.People;

/// <summary>A web process with nothing but its people: the real authentication before a handful of endpoints, on two real ports.</summary>
internal sealed class WebOfPeople : IAsyncDisposable
{
    private readonly WebApplication app;

    private WebOfPeople(WebApplication app, Ports ports)
    {
        this.app = app;
        Ports = ports;
        Site = Client(ports.Site);
        Gateway = Client(ports.Gateway);
    }

    public Ports Ports { get; }

    public HttpClient Site { get; }

    public HttpClient Gateway { get; }

    /// <param name="settings">Settings beside the defaults of Development.</param>
    public static async Task<WebOfPeople> Start(PeopleCluster people, params (string Key, string Value)[] settings)
    {
        var site = FreePort.Choose(new HashSet<int>());
        var ports = new Ports(site, FreePort.Choose(new HashSet<int> { site }));
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
        foreach (var (key, value) in settings)
        {
            builder.Configuration[key] = value;
        }

        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, ports.Site);
            kestrel.Listen(IPAddress.Loopback, ports.Gateway);
        });
        builder.Services.AddSingleton(ports);
        builder.Services.AddSingleton(people.Grains);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<Edge>();
        builder.AddTrustedProxies();
        builder.AddPeople();
        builder.Services.AddSingleton(SiteSettings.From(builder.Configuration));

        var app = builder.Build();
        app.UseTrustedProxies();
        app.UseErrors();
        app.UseSecurityHeaders();
        app.UseRouting();
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapGet("/open", () => "open").AllowAnonymous();
        app.MapGet("/me", (HttpContext http) => http.User.Caller().ToString());
        app.MapGet("/user", () => "user").RequireAuthorization(Policies.User);
        app.MapGet("/manager", () => "manager").RequireAuthorization(Policies.Manager);
        app.MapGet("/admin", () => "admin").RequireAuthorization(Policies.Admin);
        app.MapPost("/posted", () => "posted");
        app.MapPost("/limited", () => "limited").AllowAnonymous().RequireRateLimiting(PerAddressLimit.Policy);
        app.MapGet("/broken", string () => throw new InvalidOperationException("planted")).AllowAnonymous();
        app.Map("/error/{status:int}", (int status) => Results.StatusCode(status)).AllowAnonymous();
        app.MapGet("/where", (HttpContext http) => $"{http.Request.Scheme} {http.From().Address}").AllowAnonymous();
        app.MapPost("/login", async (HttpContext http, string email) =>
        {
            await http.SignIn(await people.LogIn(email));
            return http.SessionToken();
        }).AllowAnonymous();
        app.MapPost("/logout", (HttpContext http) => http.SignOutEverywhere());
        await app.StartAsync();
        return new WebOfPeople(app, ports);
    }

    /// <summary>Logs in on the site; answers the cookie as a browser would send it, and the whole Set-Cookie line.</summary>
    public async Task<(string Cookie, string SetCookie, string Token)> LogIn(string email, string? cookie = null)
    {
        using var answer = await Site.Send(HttpMethod.Post, $"/login?email={Uri.EscapeDataString(email)}", cookie: cookie);
        var line = Assert.Single(answer.Headers.GetValues("Set-Cookie"));
        return (line.Split(';')[0], line, await answer.Content.ReadAsStringAsync());
    }

    public async ValueTask DisposeAsync()
    {
        Site.Dispose();
        Gateway.Dispose();
        await app.DisposeAsync();
    }

    private static HttpClient Client(int port) =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
}

internal static class WebCalls
{
    public static Task<HttpResponseMessage> Send(
        this HttpClient client, HttpMethod method, string path, string? cookie = null, string? bearer = null, string? referer = null, string? forwardedFor = null)
    {
        var request = new HttpRequestMessage(method, path);
        Add(request, "Cookie", cookie);
        Add(request, "Authorization", bearer is null ? null : $"Bearer {bearer}");
        Add(request, "Referer", referer);
        Add(request, "X-Forwarded-For", forwardedFor);
        return client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>The status of a GET.</summary>
    public static async Task<HttpStatusCode> Get(this HttpClient client, string path, string? cookie = null, string? bearer = null)
    {
        using var answer = await client.Send(HttpMethod.Get, path, cookie, bearer);
        return answer.StatusCode;
    }

    private static void Add(HttpRequestMessage request, string header, string? value)
    {
        if (value is not null)
        {
            request.Headers.TryAddWithoutValidation(header, value);
        }
    }
}
