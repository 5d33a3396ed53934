using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace EventTicket.Bench;

/// <summary>Somebody who calls the gateway.</summary>
internal interface IGateway
{
    /// <summary>One call, one answer. Waiting for one of the connections is not part of <see cref="Answer.Took"/>.</summary>
    Task<Answer> Send(HttpMethod method, string path, string? token = null, string? key = null, object? body = null);
}

/// <summary>Calls the gateway over at most <see cref="Connections"/> kept connections.</summary>
internal sealed class Gateway(Uri address) : IGateway, IDisposable
{
    public const int Connections = 512;

    private readonly HttpClient http = new(new SocketsHttpHandler
    {
        MaxConnectionsPerServer = Connections,
        PooledConnectionIdleTimeout = TimeSpan.FromMinutes(10),
        UseProxy = false,
    })
    {
        BaseAddress = address,
        Timeout = TimeSpan.FromSeconds(30),
    };

    private readonly SemaphoreSlim lines = new(Connections);

    public async Task<Answer> Send(HttpMethod method, string path, string? token = null, string? key = null, object? body = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        await lines.WaitAsync();
        var started = Stopwatch.GetTimestamp();
        try
        {
            using var response = await http.SendAsync(request);
            var text = await response.Content.ReadAsStringAsync();
            return new Answer((int)response.StatusCode, text, response.Headers.RetryAfter?.Delta, Stopwatch.GetElapsedTime(started));
        }
        catch (Exception lost) when (lost is HttpRequestException or TaskCanceledException or IOException)
        {
            return new Answer(0, lost.Message, null, Stopwatch.GetElapsedTime(started));
        }
        finally
        {
            lines.Release();
        }
    }

    /// <summary>The same, where anything but the expected status means that the run cannot go on.</summary>
    /// <exception cref="InvalidOperationException">Another status came.</exception>
    public async Task<JsonElement> Must(HttpStatusCode expected, HttpMethod method, string path, string? token = null, object? body = null)
    {
        var answer = await Send(method, path, token, body: body);
        return answer.Status == (int)expected ? answer.Body : throw new InvalidOperationException($"{method} {path} answered {answer.Status}: {answer.Text}");
    }

    public void Dispose()
    {
        http.Dispose();
        lines.Dispose();
    }
}

/// <param name="Status">The HTTP status; 0 when no answer came, so that the outcome is unknown.</param>
internal sealed record Answer(int Status, string Text, TimeSpan? RetryAfter, TimeSpan Took)
{
    public JsonElement Body => JsonDocument.Parse(Text).RootElement;

    /// <summary>The problem's code; empty when the answer is none.</summary>
    public string Code => Status >= 400 && Body.TryGetProperty("code", out var code) ? code.GetString() ?? "" : "";

    public bool IsUnknown => Status == 0;

    /// <summary>429 or 503: nothing is decided, ask again.</summary>
    public bool IsLater => Status is 429 or 503;

    /// <summary>A payment that is not decided yet: ask again.</summary>
    public bool IsProcessing => Status == 202 && Text.Contains("\"processing\"", StringComparison.Ordinal);

    public override string ToString() => IsUnknown ? "no answer" : Status < 400 ? $"{Status}" : $"{Status} {Code}";
}
