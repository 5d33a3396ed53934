using Microsoft.AspNetCore.Mvc;

namespace EventTicket.Web.Site;

/// <summary>The personal page, and what is changed on it without a password.</summary>
public sealed class AccountController(IGrainFactory grains, Edge edge) : AccountPage(grains, edge)
{
    [HttpGet("/account")]
    public Task<IActionResult> Show() => OfMine(View);

    [HttpGet("/account/name")]
    public Task<IActionResult> Name() => OfMine(account => View(new NameForm { Name = account.Name }));

    [HttpPost("/account/name")]
    public async Task<IActionResult> Name(NameForm form) =>
        await Edge.Call(() => Grains.User(User.PersonId()).Rename(form.Name?.Trim() ?? "")) switch
        {
            { Succeeded: true } => this.Done(Notices.NameChanged, "/account"),
            { Refusal: { Code: RefusalCode.Invalid or RefusalCode.TooManyRequests or RefusalCode.Busy } refusal } => this.Again(nameof(Name), form, refusal),
            { Refusal: { Code: RefusalCode.NotFound } none } => this.Refused(none),
            var other => throw Answers.Unexpected(other.Refusal),
        };

    /// <summary>Mails the link that confirms the address once more.</summary>
    [HttpPost("/account/confirmation")]
    public async Task<IActionResult> SendConfirmation() =>
        await Edge.Call(() => Grains.User(User.PersonId()).SendConfirmation()) switch
        {
            { Succeeded: true } => this.Done(Notices.ConfirmationSent, "/account"),
            { Refusal: { Code: RefusalCode.TooManyRequests or RefusalCode.Busy } refusal } => await OfMine(account => this.Again(nameof(Show), account, refusal)),
            { Refusal: { Code: RefusalCode.NotFound } none } => this.Refused(none),
            var other => throw Answers.Unexpected(other.Refusal),
        };
}
