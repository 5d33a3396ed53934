using System.Collections.Concurrent;
using EventTicket.Payments;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace EventTicket.Tests.Grains.Payments;

/// <summary>Where the bank's own webhooks arrive, as at the gateway: 200 when taken, 400 when refused, 503 when nobody knows.</summary>
internal sealed class WebhookDoor : IAsyncDisposable
{
    private readonly WebApplication app;
    private IGrainFactory? grains;

    private WebhookDoor(WebApplication app) => this.app = app;

    /// <summary>What was answered so far, in order.</summary>
    public ConcurrentQueue<int> Answers { get; } = [];

    /// <summary>The last event that was taken, as it came.</summary>
    public (string Body, string Signature)? Last { get; private set; }

    /// <summary>Settings that have a bank send its events here.</summary>
    public string[] Settings => [$"--Sandbox:WebhookUrl={app.Urls.Single()}/hook", $"--Sandbox:WebhookSecret={BoxOfficeWithBank.WebhookSecret}"];

    public static async Task<WebhookDoor> Open()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var door = new WebhookDoor(app);
        app.MapPost("/hook", door.Receive);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return door;
    }

    public void LeadTo(IGrainFactory factory) => grains = factory;

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private async Task<IResult> Receive(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body);
        var (body, signature) = (await reader.ReadToEndAsync(), request.Headers["Stripe-Signature"].ToString());
        var status = await Answer(body, signature);
        if (status == 200)
        {
            Last = (body, signature);
        }

        Answers.Enqueue(status);
        return Results.StatusCode(status);
    }

    private async Task<int> Answer(string body, string signature)
    {
        if (grains is null)
        {
            return 503;
        }

        try
        {
            return (await grains.ProviderEvents().Receive(body, signature)).Succeeded ? 200 : 400;
        }
        catch (OutcomeUnknownException)
        {
            return 503;
        }
    }
}
