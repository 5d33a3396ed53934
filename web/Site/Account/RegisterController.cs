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
        var (email, password, userId) = (form.Email?.Trim() ?? "", form.Password ?? "", Guid.NewGuid());
        switch (await edge.Call(() => grains.Accounts().Register(new RegisterUser(email, password, form.Name?.Trim() ?? "", userId))))
        {
            case { Succeeded: true } or { Refusal.Code: RefusalCode.EmailTaken }:
                return await SignIn(form, email, password);
            case { Refusal: { Code: RefusalCode.Invalid or RefusalCode.TooManyRequests or RefusalCode.Busy } refusal }:
                return Again(form, refusal);
            case var other:
                throw Answers.Unexpected(other.Refusal);
        }
    }

    private async Task<IActionResult> SignIn(RegisterForm form, string email, string password)
    {
        switch (await edge.Call(() => grains.Accounts().LogIn(new LogIn(email, password, null, HttpContext.From()))))
        {
            case { Succeeded: true, Value: var signedIn }:
                await HttpContext.SignIn(signedIn);
                return LocalRedirect(Url.IsLocalUrl(form.ReturnUrl) ? form.ReturnUrl : "/");
            case { Refusal.Code: RefusalCode.InvalidCredentials }:
                return Again(form, new Refusal(RefusalCode.EmailTaken));
            case { Refusal: { Code: RefusalCode.TooManyRequests or RefusalCode.Busy } refusal }:
                return Again(form, refusal);
            case var other:
                throw Answers.Unexpected(other.Refusal);
        }
    }

    private ViewResult Again(RegisterForm form, Refusal refusal)
    {
        Response.Mark(refusal);
        ModelState.Clear();
        foreach (var error in refusal.Errors.IsDefault ? [] : refusal.Errors)
        {
            ModelState.AddModelError(error.Field, error.Message);
        }

        ViewData["Refused"] = refusal.Code == RefusalCode.Invalid ? null : Refusals.Say(refusal);
        return View(nameof(Register), form);
    }
}
