using EventTicket.Admins;
using EventTicket.Users;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace EventTicket.Web.Site;

/// <summary>An admin's personal page, with the record of what they did, or of what all did.</summary>
[Authorize(Policies.Admin)]
public sealed class AdminController(IGrainFactory grains, Edge edge) : Controller
{
    private const int PageSize = 20;
    private const string Everybody = "everybody";

    [HttpGet("/admin")]
    public async Task<IActionResult> Show(string? of, string? cursor)
    {
        var me = User.PersonId();
        var whose = of == Everybody ? (Guid?)null : me;
        return (await edge.Call(() => grains.User(me).Profile()), await edge.Call(() => grains.Admin(me).Actions(whose, new PageRequest(PageSize, cursor)))) switch
        {
            ({ Succeeded: true, Value: var account }, { Succeeded: true, Value: var actions }) => View(new AdminModel(account, actions, whose is null)),
            (_, { Refusal.Code: RefusalCode.Invalid }) => Redirect("/admin"),
            ({ Refusal: { Code: RefusalCode.NotFound or RefusalCode.Busy } none }, _) => this.Refused(none),
            (_, { Refusal: { Code: RefusalCode.Forbidden or RefusalCode.Busy } none }) => this.Refused(none),
            var (one, other) => throw Answers.Unexpected(one.Refusal ?? other.Refusal),
        };
    }
}

/// <param name="OfAll">Whether the record is everybody's.</param>
public sealed record AdminModel(Account Account, Page<AdminAction> Actions, bool OfAll)
{
    public string? MoreLink => Actions.NextCursor is { } next
        ? "/admin" + QueryString.Create(new Dictionary<string, string?> { ["of"] = OfAll ? "everybody" : null, ["cursor"] = next }.Where(part => part.Value is not null))
        : null;
}
