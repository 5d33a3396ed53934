using EventTicket.Users;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace EventTicket.Web.Site;

/// <summary>Where the link leads that confirms an address. Mail scanners follow links, so only the button confirms.</summary>
[AllowAnonymous, CarriesSecret]
public sealed class ConfirmController(IGrainFactory grains, Edge edge) : Controller
{
    [HttpGet("/confirm")]
    public async Task<IActionResult> Ask(string? token) =>
        await edge.Call(() => grains.Accounts().Check(token ?? "")) switch
        {
            { Succeeded: true, Value: { Valid: true, Purpose: LinkPurpose.Confirm } check } => View(new LinkModel(token!, check)),
            { Succeeded: true } => View("RunOut"),
            { Refusal: { Code: RefusalCode.Busy or RefusalCode.TooManyRequests } refusal } => this.Refused(refusal),
            var other => throw Answers.Unexpected(other.Refusal),
        };

    [HttpPost("/confirm"), EnableRateLimiting(PerAddressLimit.Policy)]
    public async Task<IActionResult> Confirm(LinkForm form) =>
        await edge.Call(() => grains.Accounts().Confirm(form.Token ?? "")) switch
        {
            { Succeeded: true } => this.Done(Notices.Confirmed, User.Has(Role.User) ? "/account" : "/login"),
            { Refusal.Code: RefusalCode.Invalid } => View("RunOut"),
            { Refusal: { Code: RefusalCode.EmailTaken } taken } => this.Again("RunOut", null, taken, Refusals.GivenAway),
            { Refusal: { Code: RefusalCode.Busy or RefusalCode.TooManyRequests } refusal } => this.Refused(refusal),
            var other => throw Answers.Unexpected(other.Refusal),
        };
}
