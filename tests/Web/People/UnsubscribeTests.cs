using System.Net;
using EventTicket.Tests.Gateway;

namespace EventTicket.Tests.Web.People;

/// <summary>From a publication to a follower's mail, and from its link to no more of them.</summary>
[Collection(StackCollection.Name)]
public sealed class UnsubscribeTests(Stack stack) : IDisposable
{
    private readonly Desk desk = new(stack);
    private readonly HttpClient site = new() { BaseAddress = new Uri(stack.SiteUrl) };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        desk.Dispose();
        site.Dispose();
    }

    [Fact]
    public async Task Who_follows_a_category_is_mailed_and_ends_it_with_one_click_and_without_log_in()
    {
        var (admin, (email, ada)) = (await desk.Admin(), await desk.Person());
        var category = (await desk.Send("POST", "/admin_management/categories", admin.Token, new { name = $"Kind {Guid.NewGuid():N}" })).Must(HttpStatusCode.Created).Json.GetProperty("categoryId").GetGuid();
        (await desk.Send("POST", "/preferences/categories", ada.Token, new { categoryId = category })).Must(HttpStatusCode.Created);
        var body = await desk.EventBody(publish: true);
        body["categoryId"] = category;
        (await desk.Send("POST", "/events", admin.Token, body)).Must(HttpStatusCode.Created);

        var token = await stack.Token(email, "unsubscribe");

        Assert.Contains("End these mails", await Page($"/unsubscribe?token={token}"), StringComparison.Ordinal);
        Assert.True(await MailsOn());
        Assert.Contains("not complete", await Page($"/unsubscribe?token={token[1..]}"), StringComparison.Ordinal);
        await Press(token[1..]);
        Assert.True(await MailsOn());
        Assert.Contains("No more mails about", await Press(token), StringComparison.Ordinal);
        Assert.False(await MailsOn());
        Assert.Contains("No more mails about", await Press(token), StringComparison.Ordinal);

        async Task<bool> MailsOn() => (await desk.Send("GET", "/preferences/categories", ada.Token)).Must(HttpStatusCode.OK).Json.GetProperty("items")[0].GetProperty("emailNotifications").GetBoolean();
    }

    private async Task<string> Page(string path)
    {
        using var answer = await site.GetAsync(path, Stop);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
        return await answer.Content.ReadAsStringAsync(Stop);
    }

    /// <summary>As a mail program does: no page before it, no cookie.</summary>
    private async Task<string> Press(string token)
    {
        using var form = new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]);
        using var answer = await site.PostAsync($"/unsubscribe?token={token}", form, Stop);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(Stop);
    }
}
