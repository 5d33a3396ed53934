using EventTicket.Users;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace EventTicket.Web.Site;

[Authorize(Policies.User)]
public sealed class PasswordController(IGrainFactory grains, Edge edge) : Controller
{
    [HttpGet("/account/password")]
    public IActionResult Change() => View();

    /// <summary>Ends every session, this one too; a new one takes its place.</summary>
    [HttpPost("/account/password")]
    public async Task<IActionResult> Change(PasswordForm form)
    {
        var request = new ChangePassword(User.PersonId(), form.CurrentPassword ?? "", form.NewPassword ?? "", HttpContext.From());
        switch (await edge.Call(() => grains.Accounts().ChangePassword(request)))
        {
            case { Succeeded: true, Value: var signedIn }:
                await HttpContext.SignIn(signedIn);
                return this.Done(Notices.PasswordChanged, "/account");
            case { Refusal: { Code: RefusalCode.Invalid or RefusalCode.TooManyRequests or RefusalCode.Busy } refusal }:
                return this.Again(nameof(Change), null, refusal);
            case { Refusal: { Code: RefusalCode.NotFound } none }:
                return this.Refused(none);
            case var other:
                throw Answers.Unexpected(other.Refusal);
        }
    }
}
