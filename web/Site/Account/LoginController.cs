using EventTicket.Users;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace EventTicket.Web.Site;

/// <summary>From client to user, and back.</summary>
[AllowAnonymous]
public sealed class LoginController(IGrainFactory grains, Edge edge) : Controller
{
    [HttpGet("/login")]
    public IActionResult LogIn(string? returnUrl) =>
        User.Has(Role.User) ? Back(returnUrl) : View(new LoginForm { ReturnUrl = returnUrl });

    [HttpPost("/login"), EnableRateLimiting(PerAddressLimit.Policy)]
    public async Task<IActionResult> LogIn(LoginForm form)
    {
        switch (await edge.Call(() => grains.Accounts().LogIn(new LogIn(form.Email?.Trim() ?? "", form.Password ?? "", null, HttpContext.From()))))
        {
            case { Succeeded: true, Value: var signedIn }:
                await HttpContext.SignIn(signedIn);
                return Back(form.ReturnUrl);
            case { Refusal: { Code: RefusalCode.InvalidCredentials or RefusalCode.TooManyRequests or RefusalCode.Busy } refusal }:
                Response.Mark(refusal);
                ViewData["Refused"] = Refusals.Say(refusal);
                return View(form);
            case var other:
                throw Answers.Unexpected(other.Refusal);
        }
    }

    /// <summary>Ends the session everywhere at once.</summary>
    [HttpPost("/logout")]
    public async Task<IActionResult> LogOut()
    {
        await HttpContext.SignOutEverywhere();
        return Redirect("/");
    }

    private LocalRedirectResult Back(string? returnUrl) => LocalRedirect(Url.IsLocalUrl(returnUrl) ? returnUrl : "/");
}
