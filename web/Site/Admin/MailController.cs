using System.Collections.Immutable;
using EventTicket.Mail;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace EventTicket.Web.Site;

/// <summary>The mail as admins see it: what waits, what could not be delivered, and what was written where no server is set.</summary>
[Authorize(Policies.Admin)]
public sealed class MailController(IGrainFactory grains, Edge edge) : Controller
{
    private const int PageSize = 50;

    [HttpGet("/admin/mail")]
    public Task<IActionResult> Show(string? cursor) => Page(cursor, null);

    [HttpPost("/admin/mail/{id:guid}/again")]
    public async Task<IActionResult> SendAgain(Guid id) => await edge.Call(() => grains.PostRoom().SendAgain(User.Caller(), id)) switch
    {
        { Succeeded: true } => this.Done(Notices.MailQueued, "/admin/mail"),
        { Refusal: { Code: RefusalCode.TooManyRequests or RefusalCode.Busy } refusal } => await Page(null, refusal),
        { Refusal: { Code: RefusalCode.NotFound or RefusalCode.Forbidden } none } => this.Refused(none),
        var other => throw Answers.Unexpected(other.Refusal),
    };

    /// <summary>One mail of the folder. Its links work, so the page is kept nowhere.</summary>
    [HttpGet("/admin/mail/written/{file}"), CarriesSecret]
    public async Task<IActionResult> Read(string file) => await edge.Call(() => grains.PostRoom().ReadWritten(User.Caller(), file)) switch
    {
        { Succeeded: true, Value: var mail } => View(mail),
        { Refusal: { Code: RefusalCode.NotFound or RefusalCode.Forbidden or RefusalCode.Busy } none } => this.Refused(none),
        var other => throw Answers.Unexpected(other.Refusal),
    };

    private async Task<IActionResult> Page(string? cursor, Refusal? refusal)
    {
        var (desk, me) = (grains.PostRoom(), User.Caller());
        var status = await edge.Call(() => desk.Status(me));
        var undelivered = await edge.Call(() => desk.Undelivered(me, new PageRequest(PageSize, cursor)));
        var written = await edge.Call(() => desk.Written(me));
        return (status, undelivered, written) switch
        {
            ({ Succeeded: true, Value: var room }, { Succeeded: true, Value: var failed }, { Succeeded: true, Value: var folder }) when refusal is null =>
                View(nameof(Show), new MailModel(room, failed, folder)),
            ({ Succeeded: true, Value: var room }, { Succeeded: true, Value: var failed }, { Succeeded: true, Value: var folder }) =>
                this.Again(nameof(Show), new MailModel(room, failed, folder), refusal),
            (_, { Refusal.Code: RefusalCode.Invalid }, _) => Redirect("/admin/mail"),
            _ when (status.Refusal ?? undelivered.Refusal ?? written.Refusal) is { Code: RefusalCode.Forbidden or RefusalCode.Busy } none => this.Refused(none),
            _ => throw Answers.Unexpected(status.Refusal ?? undelivered.Refusal ?? written.Refusal),
        };
    }
}

/// <param name="Undelivered">What was given up, the newest first.</param>
/// <param name="Written">The mails in the folder that stands in for a server.</param>
public sealed record MailModel(PostRoomStatus Status, Page<UndeliveredMail> Undelivered, ImmutableArray<WrittenMail> Written)
{
    public string Waiting => Status.Waiting >= 1000 ? "More than 1,000 mails" : Words.Count(Status.Waiting, "mail");

    /// <summary>Which mail it is, from its name: <c>Password reset</c>.</summary>
    public static string Kind(string kind) => Words.FirstUpper(kind.Replace('-', ' '));
}
