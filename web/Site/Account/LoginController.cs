using EventTicket.Users;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace EventTicket.Web.Site;

/// <summary>From client to user, and back. Who has a second factor is asked for it on a page of its own.</summary>
[AllowAnonymous]
public sealed class LoginController(IGrainFactory grains, Edge edge, Sealed sealing) : Controller
{
    private const string Purpose = "log-in, second step";
    private static readonly TimeSpan SecondStepTakes = TimeSpan.FromMinutes(5);

    [HttpGet("/login")]
    public IActionResult LogIn(string? returnUrl) =>
        User.Has(Role.User) ? Back(returnUrl) : View(new LoginForm { ReturnUrl = returnUrl });

    [HttpPost("/login"), EnableRateLimiting(PerAddressLimit.Policy)]
    public async Task<IActionResult> LogIn(LoginForm form)
    {
        var typed = new FirstStep(form.Email?.Trim() ?? "", form.Password ?? "");
        switch (await Ask(typed, null))
        {
            case { Succeeded: true, Value: var signedIn }:
                await HttpContext.SignIn(signedIn);
                return Back(form.ReturnUrl);
            case { Refusal.Code: RefusalCode.TotpRequired }:
                return View("SecondStep", new SecondStepForm(sealing.Seal(typed, Purpose, SecondStepTakes), null, form.ReturnUrl));
            case { Refusal: { Code: RefusalCode.InvalidCredentials or RefusalCode.TooManyRequests or RefusalCode.Busy } refusal }:
                return this.Again(nameof(LogIn), form, refusal);
            case var other:
                throw Answers.Unexpected(other.Refusal);
        }
    }

    /// <summary>Where somebody lands who loads the second step again: its form lives in the answer to the first.</summary>
    [HttpGet("/login/second-step")]
    public IActionResult SecondStep() => Redirect("/login");

    [HttpPost("/login/second-step"), EnableRateLimiting(PerAddressLimit.Policy)]
    public async Task<IActionResult> SecondStep(SecondStepForm form)
    {
        if (sealing.Open<FirstStep>(form.Sealed, Purpose) is not { } typed)
        {
            return this.Done(Notices.TooLate, "/login");
        }

        switch (await Ask(typed, form.Totp?.Trim() ?? ""))
        {
            case { Succeeded: true, Value: var signedIn }:
                await HttpContext.SignIn(signedIn);
                return Back(form.ReturnUrl);
            case { Refusal: { Code: RefusalCode.TotpRequired } refusal }:
                return this.Again(nameof(SecondStep), form, refusal with { Errors = [Refusals.WrongDigits] });
            // The password was changed in the meantime.
            case { Refusal.Code: RefusalCode.InvalidCredentials }:
                return this.Done(Notices.TooLate, "/login");
            case { Refusal: { Code: RefusalCode.TooManyRequests or RefusalCode.Busy } refusal }:
                return this.Again(nameof(SecondStep), form, refusal);
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

    private Task<Result<SignedIn>> Ask(FirstStep typed, string? totp) =>
        edge.Call(() => grains.Accounts().LogIn(new LogIn(typed.Email, typed.Password, totp, HttpContext.From())));

    private LocalRedirectResult Back(string? returnUrl) => LocalRedirect(Url.IsLocalUrl(returnUrl) ? returnUrl : "/");

    private sealed record FirstStep(string Email, string Password);
}
