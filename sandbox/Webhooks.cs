using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;

namespace EventTicket.Sandbox;

/// <summary>
/// Sends signed events in the background. As at Stripe they may come late, twice or out of order; unlike there they are given up after
/// <see cref="Attempts"/> tries or when the sandbox stops. A shop must be able to ask instead.
/// </summary>
internal sealed class Webhooks(SandboxSettings settings, WebhookMishaps mishaps, TimeProvider time, ILogger<Webhooks> log) : BackgroundService
{
    private const int Attempts = 10;
    private const int Senders = 4;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);
    private readonly Channel<Delivery> queue = Channel.CreateBounded<Delivery>(10_000);
    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(10) };

    private readonly Lock holding = new();
    private readonly List<Delivery> heldBack = [];

    /// <param name="Secret">What it is signed with.</param>
    /// <param name="Age">How long ago the signature claims to be made.</param>
    private sealed record Delivery(string Id, string Type, string Payload, string Secret, TimeSpan Age = default, int Attempt = 1);

    /// <summary>Queues events and returns at once.</summary>
    public void Send(IEnumerable<(string Type, object About)> events)
    {
        if (settings.WebhookUrl is null)
            return;
        foreach (var (type, about) in events)
        {
            var id = Ids.New("evt_");
            Send(type, mishaps.Take(type), version => new(id, type, Payload(id, type, about, version), settings.WebhookSecret!));
        }
    }

    private void Send(string type, WebhookMishap? mishap, Func<string, Delivery> write)
    {
        var delivery = write(mishap?.Kind == "old-version" ? "2024-06-20" : Wire.Version);
        switch (mishap?.Kind)
        {
            case "lose":
                return;
            case "delay":
                _ = After(TimeSpan.FromMilliseconds(mishap.DelayMs), delivery);
                return;
            case "hold-back":
                lock (holding)
                    heldBack.Add(delivery);
                return;
            case "forge":
                Queue(delivery with { Secret = "whsec_of_somebody_else" });
                break;
            case "old-signature":
                Queue(delivery with { Age = TimeSpan.FromMinutes(10) });
                break;
            case "repeat":
                for (var i = 0; i < 3; i++)
                    Queue(delivery);
                break;
            default:
                Queue(delivery);
                break;
        }
        List<Delivery> late;
        lock (holding)
        {
            late = [.. heldBack];
            heldBack.Clear();
        }
        // A little later, because several senders are at work and the order is the point.
        foreach (var held in late)
            _ = After(TimeSpan.FromMilliseconds(500), held);
    }

    private async Task After(TimeSpan delay, Delivery delivery)
    {
        await Task.Delay(delay);
        Queue(delivery);
    }

    /// <summary>The <c>Stripe-Signature</c> header for a payload sent at <paramref name="at"/> (Unix seconds).</summary>
    public static string Sign(string payload, string secret, long at)
    {
        var mac = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{at}.{payload}"));
        return $"t={at},v1={Convert.ToHexStringLower(mac)}";
    }

    public override void Dispose()
    {
        http.Dispose();
        base.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stopping) =>
        Task.WhenAll(Enumerable.Range(0, Senders).Select(_ => SendAll(stopping)));

    private async Task SendAll(CancellationToken stopping)
    {
        await foreach (var delivery in queue.Reader.ReadAllAsync(stopping))
            if (!await Delivered(delivery, stopping))
                _ = SendAgain(delivery, stopping);
    }

    private async Task SendAgain(Delivery delivery, CancellationToken stopping)
    {
        if (delivery.Attempt == Attempts)
        {
            log.LogWarning("{Type} {Id} was not taken by {Url} in {Attempts} attempts; given up", delivery.Type, delivery.Id, settings.WebhookUrl, Attempts);
            return;
        }
        await Task.Delay(FirstPause * (1 << (delivery.Attempt - 1)), stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!stopping.IsCancellationRequested)
            Queue(delivery with { Attempt = delivery.Attempt + 1 });
    }

    private void Queue(Delivery delivery)
    {
        if (!queue.Writer.TryWrite(delivery))
            log.LogWarning("Too many events are waiting for {Url}; {Type} {Id} is dropped", settings.WebhookUrl, delivery.Type, delivery.Id);
    }

    private async Task<bool> Delivered(Delivery delivery, CancellationToken stopping)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, settings.WebhookUrl)
        {
            Content = new StringContent(delivery.Payload, Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Stripe-Signature", Sign(delivery.Payload, delivery.Secret, (time.GetUtcNow() - delivery.Age).ToUnixTimeSeconds()));
        try
        {
            using var answer = await http.SendAsync(request, stopping);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception unreachable) when (unreachable is HttpRequestException or TaskCanceledException)
        {
            log.LogDebug(unreachable, "{Url} did not take {Type} {Id}", settings.WebhookUrl, delivery.Type, delivery.Id);
            return false;
        }
    }

    private string Payload(string id, string type, object about, string version) => JsonSerializer.Serialize(new
    {
        Id = id,
        Object = "event",
        ApiVersion = version,
        Created = time.GetUtcNow().ToUnixTimeSeconds(),
        Data = new { Object = about },
        Livemode = false,
        PendingWebhooks = 1,
        Request = new { Id = (string?)null, IdempotencyKey = (string?)null },
        Type = type,
    }, Wire.Json);
}
