using EventTicket.Users;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace EventTicket.Web.Site;

/// <summary>Where the one-time link of a first start leads: the first admin's account.</summary>
[AllowAnonymous, CarriesSecret]
public sealed class FirstAdminController(IGrainFactory grains, Edge edge) : Controller
{
    [HttpGet("/first-admin")]
    public async Task<IActionResult> Ask(string? token) =>
        await edge.Call(() => grains.Accounts().Check(token ?? "")) switch
        {
            { Succeeded: true, Value: { Valid: true, Purpose: LinkPurpose.FirstAdmin } } => View(new FirstAdminForm { Token = token }),
            { Succeeded: true } => View("RunOut"),
            { Refusal: { Code: RefusalCode.Busy or RefusalCode.TooManyRequests } refusal } => this.Refused(refusal),
            var other => throw Answers.Unexpected(other.Refusal),
        };

    [HttpPost("/first-admin"), EnableRateLimiting(PerAddressLimit.Policy)]
    public async Task<IActionResult> Make(FirstAdminForm form)
    {
        var request = new MakeFirstAdmin(form.Token ?? "", form.Email?.Trim() ?? "", form.Password ?? "", form.Name?.Trim() ?? "");
        return await edge.Call(() => grains.Accounts().MakeFirstAdmin(request)) switch
        {
            { Succeeded: true } => await SignIn(request),
            { Refusal.Code: RefusalCode.Forbidden } => View("RunOut"),
            { Refusal: { Code: RefusalCode.Invalid } refusal } when refusal.Names("token") => View("RunOut"),
            { Refusal: { Code: RefusalCode.Invalid or RefusalCode.EmailTaken or RefusalCode.TooManyRequests or RefusalCode.Busy } refusal } =>
                this.Again(nameof(Ask), form, refusal),
            var other => throw Answers.Unexpected(other.Refusal),
        };
    }

    private async Task<IActionResult> SignIn(MakeFirstAdmin made)
    {
        switch (await edge.Call(() => grains.Accounts().LogIn(new LogIn(made.Email, made.Password, null, HttpContext.From()))))
        {
            case { Succeeded: true, Value: var signedIn }:
                await HttpContext.SignIn(signedIn);
                return Redirect("/account");
            // The account is there; the log-in page tells the rest.
            case { Refusal.Code: RefusalCode.InvalidCredentials or RefusalCode.TooManyRequests or RefusalCode.Busy }:
                return Redirect("/login");
            case var other:
                throw Answers.Unexpected(other.Refusal);
        }
    }
}

public sealed record FirstAdminForm
{
    public string? Token { get; init; }
    public string? Name { get; init; }
    public string? Email { get; init; }
    public string? Password { get; init; }
}
