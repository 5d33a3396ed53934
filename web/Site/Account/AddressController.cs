using EventTicket.Users;
using Microsoft.AspNetCore.Mvc;

namespace EventTicket.Web.Site;

/// <summary>Where somebody can be reached. Both change only when the link that is sent there is followed.</summary>
public sealed class AddressController(IGrainFactory grains, Edge edge) : AccountPage(grains, edge)
{
    [HttpGet("/account/email")]
    public Task<IActionResult> Email() => OfMine(account => View(new AddressModel(account, null)));

    [HttpPost("/account/email")]
    public async Task<IActionResult> Email(EmailForm form)
    {
        var request = new ChangeEmail(User.PersonId(), form.Email?.Trim() ?? "", form.Password ?? "");
        return await Edge.Call(() => Grains.Accounts().ChangeEmail(request)) switch
        {
            { Succeeded: true } => this.Done(Notices.EmailAsked, "/account"),
            {
                Refusal: { Code: RefusalCode.Invalid or RefusalCode.EmailTaken or RefusalCode.TooManyRequests or RefusalCode.Busy } refusal
            } => await OfMine(account => this.Again(nameof(Email), new AddressModel(account, form.Email), refusal, refusal.Code == RefusalCode.EmailTaken ? Refusals.AddressTaken : null)),
            { Refusal: { Code: RefusalCode.NotFound } none } => this.Refused(none),
            var other => throw Answers.Unexpected(other.Refusal),
        };
    }

    /// <summary>Where no SMS can be sent, there is no such page.</summary>
    [HttpGet("/account/phone")]
    public Task<IActionResult> Phone() =>
        OfMine(account => account.SmsOffered ? View(new AddressModel(account, account.Phone)) : this.Refused(Refusal.NotFound));

    [HttpPost("/account/phone")]
    public async Task<IActionResult> Phone(PhoneForm form)
    {
        var phone = form.Phone?.Trim() ?? "";
        return await Edge.Call(() => Grains.Accounts().ChangePhone(new ChangePhone(User.PersonId(), phone, form.Password ?? ""))) switch
        {
            { Succeeded: true } => this.Done(phone.Length == 0 ? Notices.PhoneRemoved : Notices.PhoneAsked, "/account"),
            { Refusal: { Code: RefusalCode.Invalid or RefusalCode.TooManyRequests or RefusalCode.Busy } refusal } =>
                await OfMine(account => this.Again(nameof(Phone), new AddressModel(account, form.Phone), refusal)),
            { Refusal: { Code: RefusalCode.Forbidden } no } => await OfMine(account => account.SmsOffered
                ? this.Again(nameof(Phone), new AddressModel(account, form.Phone), no, Refusals.ConfirmFirst)
                : this.Refused(Refusal.NotFound)),
            { Refusal: { Code: RefusalCode.NotFound } none } => this.Refused(none),
            var other => throw Answers.Unexpected(other.Refusal),
        };
    }
}

/// <param name="Typed">What stands in the field.</param>
public sealed record AddressModel(Account Account, string? Typed);
