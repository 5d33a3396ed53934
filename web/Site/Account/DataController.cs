using System.Text;
using EventTicket.Users;
using Microsoft.AspNetCore.Mvc;

namespace EventTicket.Web.Site;

/// <summary>What is kept about somebody: to take along, and to have forgotten.</summary>
public sealed class DataController(IGrainFactory grains, Edge edge) : AccountPage(grains, edge)
{
    [HttpGet("/account/data")]
    public Task<IActionResult> Show() => OfMine(View);

    [HttpGet("/account/data/eventticket.json")]
    public async Task<IActionResult> Download() => await Edge.Call(() => Grains.User(User.PersonId()).Data()) switch
    {
        { Succeeded: true, Value: var json } => File(Encoding.UTF8.GetBytes(json), "application/json", "eventticket.json"),
        { Refusal: { Code: RefusalCode.NotFound or RefusalCode.Busy } none } => this.Refused(none),
        var other => throw Answers.Unexpected(other.Refusal),
    };

    [HttpPost("/account/data/delete")]
    public async Task<IActionResult> Delete(ProofForm form)
    {
        var request = new ProvePassword(User.PersonId(), form.Password ?? "");
        return await Edge.Call(() => Grains.Accounts().Delete(request)) switch
        {
            { Succeeded: true } => await Gone(),
            {
                Refusal: { Code: RefusalCode.Invalid or RefusalCode.PaymentPending or RefusalCode.Forbidden or RefusalCode.TooManyRequests or RefusalCode.Busy } refusal
            } => await OfMine(account => this.Again(nameof(Show), account, refusal, Refusals.NotDeleted(refusal))),
            { Refusal: { Code: RefusalCode.NotFound } none } => this.Refused(none),
            var other => throw Answers.Unexpected(other.Refusal),
        };
    }

    private async Task<IActionResult> Gone()
    {
        await HttpContext.SignOutEverywhere();
        return this.Done(Notices.Deleted, "/");
    }
}
