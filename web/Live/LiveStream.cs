using System.Buffers;
using System.Text;
using EventTicket.Web.Gateway;
using Microsoft.AspNetCore.Http.Features;

namespace EventTicket.Web.Live;

/// <summary>Server-sent events: how an event stands, at once and whenever it changes, until the reader leaves.</summary>
/// <param name="state">How it stands by what is known.</param>
internal sealed class LiveStream(LiveHub hub, Guid eventId, byte[] state) : IResult
{
    public const string ContentType = "text/event-stream";

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var joined = hub.Join(eventId, PerAddressLimit.Network(httpContext.Connection.RemoteIpAddress), state);
        if (joined.Refusal is { } refusal)
        {
            await Answers.Problem(refusal).ExecuteAsync(httpContext);
            return;
        }

        using var watcher = joined.Value!;
        using var left = httpContext.RequestAborted.UnsafeRegister(one => ((Watcher)one!).End(), watcher);
        Begin(httpContext);
        var line = httpContext.Response.BodyWriter;
        await foreach (var message in watcher.Messages())
        {
            // Whoever does not read is waited for by this line alone; the server ends one that has stood still for too long.
            var written = await line.WriteAsync(message);
            if (written.IsCompleted)
            {
                return;
            }
        }
    }

    private static void Begin(HttpContext context)
    {
        context.Features.GetRequiredFeature<IHttpResponseBodyFeature>().DisableBuffering();
        context.Response.ContentType = ContentType;
        context.Response.Headers.CacheControl = "no-store, no-transform";
        // Proxies of the nginx kind keep an answer back until it is whole.
        context.Response.Headers["X-Accel-Buffering"] = "no";
        // When to come back to a line that was cut: lines that were cut together do not come back together.
        context.Response.BodyWriter.Write(Encoding.ASCII.GetBytes($"retry: {Random.Shared.Next(2_000, 8_000)}\n"));
    }
}
