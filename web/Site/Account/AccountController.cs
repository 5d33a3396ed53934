using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace EventTicket.Web.Site;

[Authorize(Policies.User)]
public sealed class AccountController(IGrainFactory grains, Edge edge) : Controller
{
    /// <summary>The personal page.</summary>
    [HttpGet("/account")]
    public async Task<IActionResult> Show() => await edge.Call(() => grains.User(User.PersonId()).Profile()) switch
    {
        { Succeeded: true, Value: var account } => View(account),
        { Refusal: { Code: RefusalCode.NotFound or RefusalCode.Busy } none } => this.Refused(none),
        var other => throw Answers.Unexpected(other.Refusal),
    };
}
