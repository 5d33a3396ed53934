using EventTicket.Users;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace EventTicket.Web.Site;

/// <summary>Who forgot their password asks here for a link. The answer is the same whether there is an account or not.</summary>
[AllowAnonymous]
public sealed class ResetController(IGrainFactory grains, Edge edge, SiteSettings settings) : Controller
{
    [HttpGet("/reset")]
    public IActionResult Ask() => View(new ResetForm());

    [HttpPost("/reset"), EnableRateLimiting(PerAddressLimit.Policy)]
    public async Task<IActionResult> Ask(ResetForm form)
    {
        // The form of one way or of the other: whichever button was pressed.
        var request = form.By == ResetForm.Phone && settings.SmsOffered
            ? new RequestReset(null, form.PhoneNumber?.Trim() ?? "")
            : new RequestReset(form.Email?.Trim() ?? "");
        return await edge.Call(() => grains.Accounts().RequestReset(request)) switch
        {
            { Succeeded: true } => Redirect("/reset/sent"),
            { Refusal: { Code: RefusalCode.Invalid or RefusalCode.TooManyRequests or RefusalCode.Busy } refusal } => this.Again(nameof(Ask), form, refusal),
            var other => throw Answers.Unexpected(other.Refusal),
        };
    }

    [HttpGet("/reset/sent")]
    public IActionResult Sent() => View();
}

/// <summary>By which way somebody wants the link.</summary>
public sealed record ResetForm
{
    public const string Phone = "phone";

    public string? By { get; init; }
    public string? Email { get; init; }

    [FromForm(Name = "phone")]
    public string? PhoneNumber { get; init; }
}
