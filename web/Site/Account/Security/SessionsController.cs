using EventTicket.Users;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace EventTicket.Web.Site;

/// <summary>Where somebody is signed in, to look at and to end.</summary>
[Authorize(Policies.User)]
public sealed class SessionsController(IGrainFactory grains, Edge edge) : Controller
{
    [HttpGet("/account/sessions")]
    public Task<IActionResult> List() => Page(null);

    [HttpPost("/account/sessions/{id:guid}/end")]
    public async Task<IActionResult> End(Guid id) => await edge.Call(() => Mine.EndSession(id)) switch
    {
        // A session that ended by itself meanwhile is what was asked for; another person's looks the same.
        { Succeeded: true } or { Refusal.Code: RefusalCode.NotFound } when id == ThisOne => await SignedOut("/"),
        { Succeeded: true } => this.Done(Notices.SessionEnded, "/account/sessions"),
        { Refusal: { Code: RefusalCode.NotFound } none } => this.Refused(none),
        { Refusal: { Code: RefusalCode.Busy } busy } => await Page(busy),
        var other => throw Answers.Unexpected(other.Refusal),
    };

    [HttpPost("/account/sessions/end-others")]
    public async Task<IActionResult> EndOthers()
    {
        var token = HttpContext.SessionToken();
        return await edge.Call(() => Mine.EndSessions(token)) switch
        {
            { Succeeded: true } => this.Done(Notices.SessionsEnded, "/account/sessions"),
            { Refusal: { Code: RefusalCode.Busy } busy } => await Page(busy),
            var other => throw Answers.Unexpected(other.Refusal),
        };
    }

    [HttpPost("/account/sessions/end-all")]
    public async Task<IActionResult> EndAll() => await edge.Call(() => Mine.EndSessions(null)) switch
    {
        { Succeeded: true } => await SignedOut("/login"),
        { Refusal: { Code: RefusalCode.Busy } busy } => await Page(busy),
        var other => throw Answers.Unexpected(other.Refusal),
    };

    private IUserGrain Mine => grains.User(User.PersonId());

    private Guid? ThisOne => HttpContext.SignedInSession()?.SessionId;

    private async Task<IActionResult> Page(Refusal? refusal) => await edge.Call(Mine.Sessions) switch
    {
        { Succeeded: true, Value: var sessions } when refusal is null => View(nameof(List), new SessionsModel(sessions, ThisOne)),
        { Succeeded: true, Value: var sessions } => this.Again(nameof(List), new SessionsModel(sessions, ThisOne), refusal),
        { Refusal: { Code: RefusalCode.Busy or RefusalCode.NotFound } none } => this.Refused(none),
        var other => throw Answers.Unexpected(other.Refusal),
    };

    private async Task<IActionResult> SignedOut(string next)
    {
        await HttpContext.SignOutEverywhere();
        return this.Done(Notices.SignedOutEverywhere, next);
    }
}
