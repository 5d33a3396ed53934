using EventTicket.Users;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace EventTicket.Web.Site;

/// <summary>The pages of one's own account, which all begin with how it stands.</summary>
[Authorize(Policies.User)]
public abstract class AccountPage(IGrainFactory grains, Edge edge) : Controller
{
    protected IGrainFactory Grains { get; } = grains;

    protected Edge Edge { get; } = edge;

    /// <summary>Shows a page of the account that is signed in.</summary>
    protected async Task<IActionResult> OfMine(Func<Account, IActionResult> show) =>
        await Edge.Call(() => Grains.User(User.PersonId()).Profile()) switch
        {
            { Succeeded: true, Value: var account } => show(account),
            { Refusal: { Code: RefusalCode.NotFound or RefusalCode.Busy } none } => this.Refused(none),
            var other => throw Answers.Unexpected(other.Refusal),
        };
}
