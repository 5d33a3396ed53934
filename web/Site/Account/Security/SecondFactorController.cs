using EventTicket.Users;
using Microsoft.AspNetCore.Mvc;

namespace EventTicket.Web.Site;

/// <summary>The second factor: begun with the password, switched on with the first digits, and off with both.</summary>
[CarriesSecret]
public sealed class SecondFactorController(IGrainFactory grains, Edge edge, Sealed sealing) : AccountPage(grains, edge)
{
    private static readonly TimeSpan SetUpTakes = TimeSpan.FromMinutes(30);

    [HttpGet("/account/second-factor")]
    public Task<IActionResult> Show() => OfMine(View);

    /// <summary>Shows the secret, which counts once its first digits were typed.</summary>
    [HttpPost("/account/second-factor/begin")]
    public async Task<IActionResult> Begin(ProofForm form) =>
        await Edge.Call(() => Grains.Accounts().BeginSecondFactor(new ProvePassword(User.PersonId(), form.Password ?? ""))) switch
        {
            { Succeeded: true, Value: var secret } => View(new SecondFactorModel(secret, sealing.Seal(secret, Purpose, SetUpTakes))),
            { Refusal.Code: RefusalCode.Forbidden } => Redirect("/account/second-factor"),
            { Refusal: { Code: RefusalCode.Invalid or RefusalCode.TooManyRequests or RefusalCode.Busy } refusal } =>
                await OfMine(account => this.Again(nameof(Show), account, refusal)),
            { Refusal: { Code: RefusalCode.NotFound } none } => this.Refused(none),
            var other => throw Answers.Unexpected(other.Refusal),
        };

    /// <summary>Switches it on, and shows the recovery codes this one time.</summary>
    [HttpPost("/account/second-factor/confirm")]
    public async Task<IActionResult> Confirm(FirstDigitsForm form)
    {
        if (sealing.Open<SecondFactorSecret>(form.Sealed, Purpose) is not { } secret)
        {
            return this.Done(Notices.TooLate, "/account/second-factor");
        }

        return await Edge.Call(() => Grains.User(User.PersonId()).ConfirmSecondFactor(Digits(form.Totp), HttpContext.SessionToken()!)) switch
        {
            { Succeeded: true, Value: var codes } => View("Codes", codes),
            { Refusal.Code: RefusalCode.Forbidden } => Redirect("/account/second-factor"),
            { Refusal: { Code: RefusalCode.Invalid } refusal } =>
                this.Again(nameof(Begin), new SecondFactorModel(secret, form.Sealed!), refusal with { Errors = [Refusals.WrongDigits] }),
            { Refusal: { Code: RefusalCode.TooManyRequests or RefusalCode.Busy } refusal } =>
                this.Again(nameof(Begin), new SecondFactorModel(secret, form.Sealed!), refusal),
            { Refusal: { Code: RefusalCode.NotFound } none } => this.Refused(none),
            var other => throw Answers.Unexpected(other.Refusal),
        };
    }

    /// <summary>Where somebody lands who loads one of the two steps again.</summary>
    [HttpGet("/account/second-factor/begin"), HttpGet("/account/second-factor/confirm"), HttpGet("/account/second-factor/end")]
    public IActionResult Back() => Redirect("/account/second-factor");

    [HttpPost("/account/second-factor/end")]
    public async Task<IActionResult> End(ProofForm form)
    {
        var request = new EndSecondFactor(User.PersonId(), form.Password ?? "", Digits(form.Totp), HttpContext.SessionToken()!);
        return await Edge.Call(() => Grains.Accounts().EndSecondFactor(request)) switch
        {
            { Succeeded: true } => this.Done(Notices.SecondFactorOff, "/account"),
            { Refusal: { Code: RefusalCode.Forbidden } required } => await OfMine(account => this.Again(nameof(Show), account, required, Refusals.SecondFactorRequired)),
            { Refusal: { Code: RefusalCode.Invalid or RefusalCode.TooManyRequests or RefusalCode.Busy } refusal } =>
                await OfMine(account => this.Again(nameof(Show), account, refusal)),
            { Refusal: { Code: RefusalCode.NotFound } none } => this.Refused(none),
            var other => throw Answers.Unexpected(other.Refusal),
        };
    }

    private string Purpose => $"second factor of {User.PersonId()}";

    private static string Digits(string? typed) => typed?.Trim() ?? "";
}

/// <param name="Sealed">The secret again, for the page that comes after wrong digits.</param>
public sealed record SecondFactorModel(SecondFactorSecret Secret, string Sealed)
{
    /// <summary>The secret in groups of four, as it is easiest to type.</summary>
    public IEnumerable<string> Groups => Secret.Secret.Chunk(4).Select(group => new string(group));
}

public sealed record FirstDigitsForm(string? Sealed = null, string? Totp = null);
