using System.Net;
using System.Text;
using EventTicket.Tests.Gateway;
using EventTicket.Web.Live;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace EventTicket.Tests.Web.Live;

/// <summary>The lines themselves, on a server of their own.</summary>
public sealed class LiveStreamTests : IAsyncLifetime
{
    private readonly LiveHub hub = new(new(Pages: 10, PerAddress: 2));
    private readonly Guid eventId = Guid.NewGuid();
    private readonly HttpClient http = new();
    private WebApplication app = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.MapGet("/live", () => new LiveStream(hub, eventId, Message("first")));
        await app.StartAsync(Stop);
        http.BaseAddress = new Uri(app.Urls.Single());
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        hub.Close();
        await app.DisposeAsync();
    }

    [Fact]
    public async Task A_message_is_written_when_it_is_told()
    {
        using var line = await Open();
        Assert.Equal("first", await line.Next());

        await hub.Tell(eventId, Message("second"));

        Assert.Equal("second", await line.Next());
    }

    [Fact]
    public async Task A_reader_who_leaves_is_forgotten()
    {
        using (var line = await Open())
        {
            await line.Next();
            Assert.Equal([eventId], hub.Watched);
        }

        using var late = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        late.CancelAfter(TimeSpan.FromSeconds(20));
        while (hub.Watched.Count > 0)
        {
            await Task.Delay(10, late.Token);
        }
    }

    [Fact]
    public async Task One_page_too_many_is_told_when_to_come_back()
    {
        using var one = await Open();
        using var two = await Open();

        using var refused = await http.GetAsync("/live", Stop);

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(30), refused.Headers.RetryAfter?.Delta);
    }

    [Fact]
    public async Task When_the_program_ends_the_line_ends_as_it_should()
    {
        using var line = await Open();
        await line.Next();

        hub.Close();

        await Assert.ThrowsAsync<EndOfStreamException>(line.Next);
    }

    private async Task<LiveLine> Open()
    {
        var response = await http.GetAsync("/live", HttpCompletionOption.ResponseHeadersRead, Stop);
        return new(response, new StreamReader(await response.Content.ReadAsStreamAsync(Stop)));
    }

    private static byte[] Message(string word) => Encoding.UTF8.GetBytes($"data: {word}\n\n");
}
