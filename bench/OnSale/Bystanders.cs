using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;

namespace EventTicket.Bench.OnSale;

/// <summary>People who want nothing of the sale: they open pages of other events, ask for its health, look at an admin's page, each at even distances from before it begins until it is over.</summary>
internal sealed partial class Bystanders(Target target, IReadOnlyList<Guid> others) : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(30) };

    // A client of its own for the cookie.
    private readonly HttpClient admin = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { Timeout = TimeSpan.FromSeconds(30) };

    private readonly Uri site = target.Site ?? throw new ArgumentException("The site's address is needed for its pages.", nameof(target));

    /// <summary>What they look at, and how long it took from when it was due.</summary>
    public IReadOnlyList<Look> Looks { get; } = [new("a page of another event", TimeSpan.FromMilliseconds(100)), new("/health/ready", TimeSpan.FromMilliseconds(250)), new("an admin's page", TimeSpan.FromMilliseconds(500))];

    /// <summary>Signs the admin in.</summary>
    public async Task SignIn()
    {
        var form = await admin.GetStringAsync(new Uri(site, "/login"));
        var answer = await admin.PostAsync(new Uri(site, "/login"), new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["Email"] = target.AdminEmail,
            ["Password"] = target.AdminPassword,
            ["__RequestVerificationToken"] = Token().Match(form).Groups[1].Value,
        }));
        if (answer.StatusCode != HttpStatusCode.Redirect)
        {
            throw new InvalidOperationException($"The admin's log-in was answered {(int)answer.StatusCode}.");
        }
    }

    /// <summary>Looks again and again until it is over.</summary>
    public Task Go(CancellationToken over) => Task.WhenAll(
        Repeat(Looks[0], number => http.GetAsync(new Uri(site, $"/events/{others[number % others.Count]}")), over),
        Repeat(Looks[1], _ => http.GetAsync(new Uri(target.Gateway, "/health/ready")), over),
        Repeat(Looks[2], _ => admin.GetAsync(new Uri(site, "/admin")), over));

    public void Dispose()
    {
        http.Dispose();
        admin.Dispose();
    }

    private static async Task Repeat(Look look, Func<int, Task<HttpResponseMessage>> ask, CancellationToken over)
    {
        List<Task> under = [];
        var began = Stopwatch.GetTimestamp();
        for (var number = 0; !over.IsCancellationRequested; number++)
        {
            // From when it was due: who is late because others are slow has waited too.
            var due = began + (long)(number * look.Every.TotalSeconds * Stopwatch.Frequency);
            var left = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), due);
            await Task.Delay(left > TimeSpan.Zero ? left : TimeSpan.Zero, CancellationToken.None);
            under.Add(One(look, ask, number, due));
        }

        await Task.WhenAll(under);
    }

    private static async Task One(Look look, Func<int, Task<HttpResponseMessage>> ask, int number, long due)
    {
        try
        {
            using var answer = await ask(number);
            if (answer.StatusCode == HttpStatusCode.OK)
            {
                look.Times.Enqueue(Stopwatch.GetElapsedTime(due));
                return;
            }

            look.Strange.Enqueue($"{(int)answer.StatusCode}");
        }
        catch (Exception lost) when (lost is HttpRequestException or TaskCanceledException or IOException)
        {
            look.Strange.Enqueue(lost.Message);
        }
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]* value=\"([^\"]+)\"")]
    private static partial Regex Token();
}

/// <param name="Every">How far apart.</param>
internal sealed record Look(string Name, TimeSpan Every)
{
    public ConcurrentQueue<TimeSpan> Times { get; } = [];

    /// <summary>Answers that are not the page.</summary>
    public ConcurrentQueue<string> Strange { get; } = [];
}
