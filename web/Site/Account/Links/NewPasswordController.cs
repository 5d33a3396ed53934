using EventTicket.Users;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace EventTicket.Web.Site;

/// <summary>Where the link of a reset or of an invitation leads: a new password.</summary>
[AllowAnonymous, CarriesSecret]
public sealed class NewPasswordController(IGrainFactory grains, Edge edge) : Controller
{
    [HttpGet("/reset/new"), HttpGet("/invitation")]
    public Task<IActionResult> Ask(string? token) => Page(token ?? "", null);

    [HttpPost("/reset/new"), HttpPost("/invitation"), EnableRateLimiting(PerAddressLimit.Policy)]
    public async Task<IActionResult> Set(LinkForm form)
    {
        var token = form.Token ?? "";
        return await edge.Call(() => grains.Accounts().CompleteReset(new CompleteReset(token, form.NewPassword ?? ""))) switch
        {
            { Succeeded: true } => await SignedOut(),
            { Refusal: { Code: RefusalCode.Invalid or RefusalCode.TooManyRequests or RefusalCode.Busy } refusal } => await Page(token, refusal),
            var other => throw Answers.Unexpected(other.Refusal),
        };
    }

    // The page again; a link that has run out meanwhile shows as such.
    private async Task<IActionResult> Page(string token, Refusal? refusal) =>
        await edge.Call(() => grains.Accounts().Check(token)) switch
        {
            { Succeeded: true, Value: { Valid: true, Purpose: LinkPurpose.Reset or LinkPurpose.Invitation } check } when refusal is null =>
                View(nameof(Ask), new LinkModel(token, check)),
            { Succeeded: true, Value: { Valid: true, Purpose: LinkPurpose.Reset or LinkPurpose.Invitation } check } =>
                this.Again(nameof(Ask), new LinkModel(token, check), refusal),
            { Succeeded: true } => View("RunOut", Request.Path == "/invitation"),
            { Refusal: { Code: RefusalCode.Busy or RefusalCode.TooManyRequests } none } => this.Refused(none),
            var other => throw Answers.Unexpected(other.Refusal),
        };

    // Every session of the account has ended; this browser's cookie may be one of them.
    private async Task<IActionResult> SignedOut()
    {
        await HttpContext.SignOutEverywhere();
        return this.Done(Notices.PasswordSet, "/login");
    }
}
