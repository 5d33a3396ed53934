using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace EventTicket.Web.Site;

/// <summary>
/// Where the link leads that ends mails about a category (RFC 8058). Works without log-in: the link is signed. Mail scanners follow links,
/// so only a POST ends anything: the page's button, or the one that a mail program shows and sends by itself, without page or cookie.
/// </summary>
[AllowAnonymous, CarriesSecret]
public sealed class UnsubscribeController(IGrainFactory grains, Edge edge) : Controller
{
    [HttpGet("/unsubscribe")]
    public async Task<IActionResult> Ask(string? token) => await edge.Call(() => grains.Unsubscribe().Read(token ?? "")) switch
    {
        { Succeeded: true, Value: { MailsOn: true } about } => View(new UnsubscribeModel(token!, about.Category)),
        { Succeeded: true, Value: var about } => View("Ended", about.Category),
        { Refusal.Code: RefusalCode.NotFound } => View("Unknown"),
        { Refusal: { Code: RefusalCode.Busy } busy } => this.Refused(busy),
        var other => throw Answers.Unexpected(other.Refusal),
    };

    // Not counted per address: a provider's machines send this for all its readers. Not answered with a redirect: they do not follow it.
    [HttpPost("/unsubscribe"), IgnoreAntiforgeryToken]
    public async Task<IActionResult> End(string? token) => await edge.Call(() => grains.Unsubscribe().End(token ?? "")) switch
    {
        { Succeeded: true, Value: var about } => View("Ended", about.Category),
        { Refusal.Code: RefusalCode.NotFound } => View("Unknown"),
        { Refusal: { Code: RefusalCode.Busy } busy } => this.Refused(busy),
        var other => throw Answers.Unexpected(other.Refusal),
    };
}

/// <param name="Token">The secret of the link, which goes on in the form.</param>
/// <param name="Category">The category's name.</param>
public sealed record UnsubscribeModel(string Token, string Category);
