using EventTicket.Users;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace EventTicket.Web.Site;

[AllowAnonymous]
public sealed class RegisterController(IGrainFactory grains, Edge edge) : Controller
{
    [HttpGet("/register")]
    public IActionResult Register(string? returnUrl) => View(new RegisterForm { ReturnUrl = returnUrl });

    /// <summary>
    /// Makes an account and signs in. A double click, or a repetition after a lost answer, finds the address taken by itself: whoever
    /// brings the right password is signed in.
    /// </summary>
    [HttpPost("/register"), EnableRateLimiting(PerAddressLimit.Policy)]
    public async Task<IActionResult> Register(RegisterForm form)
    {
        var request = new RegisterUser(form.Email?.Trim() ?? "", form.Password ?? "", form.Name?.Trim() ?? "", Guid.CreateVersion7());
        switch (await edge.Call(() => grains.Accounts().Register(request)))
        {
            case { Succeeded: true } or { Refusal.Code: RefusalCode.EmailTaken }:
                return await SignIn(form, request);
            case { Refusal: { Code: RefusalCode.Invalid or RefusalCode.TooManyRequests or RefusalCode.Busy } refusal }:
                return this.Again(nameof(Register), form, refusal);
            case var other:
                throw Answers.Unexpected(other.Refusal);
        }
    }

    private async Task<IActionResult> SignIn(RegisterForm form, RegisterUser request)
    {
        switch (await edge.Call(() => grains.Accounts().LogIn(new LogIn(request.Email, request.Password, null, HttpContext.From()))))
        {
            case { Succeeded: true, Value: var signedIn }:
                await HttpContext.SignIn(signedIn);
                return this.Done(Notices.Registered, Url.IsLocalUrl(form.ReturnUrl) ? form.ReturnUrl : "/");
            case { Refusal.Code: RefusalCode.InvalidCredentials or RefusalCode.TotpRequired }:
                return this.Again(nameof(Register), form, new Refusal(RefusalCode.EmailTaken));
            case { Refusal: { Code: RefusalCode.TooManyRequests or RefusalCode.Busy } refusal }:
                return this.Again(nameof(Register), form, refusal);
            case var other:
                throw Answers.Unexpected(other.Refusal);
        }
    }
}
