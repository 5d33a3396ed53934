using System.Text.Json;

namespace EventTicket.Tests.Gateway;

/// <summary>A line of server-sent events, read as a browser does.</summary>
internal sealed class LiveLine(HttpResponseMessage response, StreamReader reader) : IDisposable
{
    // Of a change that comes within a second; the limit only ends a test that would wait for ever.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public HttpResponseMessage Response => response;

    /// <summary>The lines that were no message: comments, and when to come back.</summary>
    public List<string> Others { get; } = [];

    /// <summary>The next message's data.</summary>
    public async Task<string> Next()
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        late.CancelAfter(Patience);
        while (await reader.ReadLineAsync(late.Token) is { } line)
        {
            if (line.StartsWith("data: ", StringComparison.Ordinal))
            {
                return line["data: ".Length..];
            }

            Others.Add(line);
        }

        throw new EndOfStreamException();
    }

    /// <summary>What is left by the next message: of the whole event, then of each ticket type.</summary>
    public async Task<string> Left()
    {
        var told = JsonDocument.Parse(await Next()).RootElement;
        var types = told.GetProperty("ticketTypes").EnumerateArray().Select(type => type.GetProperty("left").GetString());
        return string.Join(' ', types.Prepend(told.GetProperty("left").GetString()).Prepend(told.GetProperty("status").GetString()));
    }

    public void Dispose()
    {
        reader.Dispose();
        response.Dispose();
    }
}
