using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using EventTicket.Tests.Browser;
using EventTicket.Tests.Gateway;
using EventTicket.Tests.Web.Access;
using Microsoft.Playwright;

namespace EventTicket.Tests.Web.Naughty;

/// <summary>
/// npm's list of naughty strings in every field: on a system of its own, whose lists are full of them afterwards. Each field gets
/// a share of the list, another one each, so that each string is in several fields; <c>NAUGHTY_SHARE=1</c> writes all of them everywhere.
/// </summary>
public sealed partial class NaughtyTextTests(Stack stack, SiteBrowser browser) : IClassFixture<Stack>, IClassFixture<SiteBrowser>
{
    private const int AtOnce = 12;
    private static readonly int Share = int.Parse(Environment.GetEnvironmentVariable("NAUGHTY_SHARE") ?? "36", CultureInfo.InvariantCulture);
    private const int Tabs = 4;

    private readonly ConcurrentQueue<string> wrong = [];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Naughty_strings_break_no_field_and_nothing_of_them_runs_where_they_are_shown()
    {
        var strings = await NaughtyStrings.All;
        using var crowd = await Crowd.Gather(stack, 480 / Share, strings.Count / Share + 1);
        foreach (var (place, field) in TextField.All.Index())
        {
            // Who changes one thing at the same time as many others may be told that it is busy, with good reason.
            var options = new ParallelOptions { MaxDegreeOfParallelism = field.Row.Method == "PATCH" ? 1 : AtOnce, CancellationToken = Stop };
            var chosen = Enumerable.Range(0, strings.Count).Where(n => (n + place) % Share == 0);
            await Parallel.ForEachAsync(chosen, options, async (n, _) => await Write(crowd, field, strings[n], n));
        }

        Tell();
        await Show(await Pages(crowd));
        Tell();
    }

    private async Task Write(Crowd crowd, TextField field, string text, int turn)
    {
        var (email, player) = crowd.One(field.Who, turn);
        var (status, body, location) = await player.Call(field.Row, field.Row.Side, field.With(text, email, name => crowd.Thing(name, turn / Share)));
        var turnedAway = field.Who != "nobody" && field.Row.Path != "/auth/login" && (status == 401 || location?.StartsWith("/login", StringComparison.Ordinal) == true);
        // 429 or not signed in: nobody looked at it, so nothing is proven.
        if (status is >= 500 or 429 || turnedAway)
        {
            wrong.Enqueue($"{field.Row.Side} {field.Row.Method} {field.Row.Path} with {text}: {status} {location}");
        }
        else if (field.Row.Side == "site")
        {
            foreach (var foreign in Foreign(body))
            {
                wrong.Enqueue($"{field.Row.Method} {field.Row.Path} with {text}: {foreign}");
            }
        }
    }

    /// <summary>What stands in a page that we never write: code of its own, and what brings some.</summary>
    private static IEnumerable<string> Foreign(string page) => page.Contains("<html", StringComparison.Ordinal)
        ? new HtmlParser().ParseDocument(page).All
            .Where(element => element.LocalName is "iframe" or "object" or "embed" or "base" or "style" or "audio" or "math" or "marquee"
                || (element.LocalName is "video" && (element.HasAttribute("src") || element.ChildElementCount > 0))
                || (element.LocalName is "script" or "img" && element.GetAttribute("src")?.StartsWith('/') != true)
                || element.Attributes.Any(attribute => attribute.Name.StartsWith("on", StringComparison.Ordinal)
                    || attribute.Value.TrimStart().StartsWith("javascript:", StringComparison.OrdinalIgnoreCase) && attribute.Name is "href" or "action" or "formaction"))
            .Select(element => element.OuterHtml[..Math.Min(element.OuterHtml.Length, 200)])
        : [];

    /// <summary>The lists page by page, and the two pages of each event whose text could be taken for code.</summary>
    private async Task<IReadOnlyList<string>> Pages(Crowd crowd)
    {
        using var admin = new Player(stack, Stack.AdminEmail, Stack.AdminPassword);
        await admin.SignIn();
        var pages = new List<string> { "/", "/account/favourites", "/admin", "/admin/mail", "/admin/categories", "/manage/events/new" };
        pages.AddRange(crowd.Stages.SelectMany(stage => new[] { $"/manage/events/{stage["{stage}"]}", $"/manage/events/{stage["{stage}"]}/door", $"/manage/events/{stage["{stage}"]}/mail", $"/manage/events/{stage["{stage}"]}/refund?order={stage["{sold}"]}" }));
        pages.AddRange([$"/manage/events/{crowd.Things["{event}"]}/codes", $"/manage/events/{crowd.Things["{event}"]}/door"]);
        foreach (var list in (string[])["/events", "/manage", "/admin/managers", "/admin/admins"])
        {
            for (string? page = list; page is not null;)
            {
                pages.Add(page);
                var (status, body, _) = await admin.Call(new AccessRow("site", "GET", page, [], null), "site", text => text);
                Assert.Equal(200, status);
                page = More.Match(body) is { Success: true } more ? WebUtility.HtmlDecode(more.Groups[1].Value) : null;
                pages.AddRange(list == "/manage" ? Risky(body) : []);
            }
        }

        Assert.True(pages.Count > 200 / Share, $"Only {pages.Count} pages show naughty strings.");
        return pages;
    }

    private static IEnumerable<string> Risky(string list) => new HtmlParser().ParseDocument(list).QuerySelectorAll("main a[href^='/manage/events/']")
        .Where(link => link.TextContent.IndexOfAny(['<', '>', '"', '\'', '&', '`', '$', '{']) >= 0)
        .Select(link => link.GetAttribute("href")!)
        .SelectMany(sheet => new[] { sheet, sheet.Replace("/manage", "", StringComparison.Ordinal) });

    private async Task Show(IReadOnlyList<string> pages)
    {
        var left = new ConcurrentQueue<string>(pages);
        await Task.WhenAll(Enumerable.Range(0, Tabs).Select(async _ =>
        {
            await using var mia = await browser.Visit(stack.SiteUrl);
            await mia.Page.AddInitScriptAsync("window.alert = window.confirm = window.prompt = () => { document.documentElement.dataset.ran = 'yes'; };");
            mia.Page.Dialog += (_, dialog) => wrong.Enqueue($"{mia.Page.Url} opened a dialog: {dialog.Message}");
            await mia.LogIn(Stack.AdminEmail, Stack.AdminPassword);
            while (left.TryDequeue(out var page))
            {
                await mia.Page.GotoAsync(page, new() { WaitUntil = WaitUntilState.DOMContentLoaded });
                if (await mia.Page.EvaluateAsync<bool>("!!document.documentElement.dataset.ran") || new Uri(mia.Page.Url).PathAndQuery != new Uri(new Uri(stack.SiteUrl), page).PathAndQuery)
                {
                    wrong.Enqueue($"{page} ran what was written on it, or led to {mia.Page.Url}");
                }
            }

            foreach (var complaint in mia.Complaints)
            {
                wrong.Enqueue(complaint);
            }
        }));
    }

    private void Tell() => Assert.True(wrong.IsEmpty, string.Join('\n', wrong.Take(40)));

    [GeneratedRegex("href=\"([^\"]*[?&;]cursor=[^\"]*)\"")]
    private static partial Regex More { get; }
}
