using EventTicket.Payments;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace EventTicket.Web.Site;

/// <summary>What money needs a person for.</summary>
[Authorize(Policies.Admin)]
public sealed class MoneyController(IGrainFactory grains, Edge edge) : Controller
{
    private const int PageSize = 20;

    [HttpGet("/admin/money")]
    public Task<IActionResult> Show(string? cursor) => Page(cursor, null, null);

    /// <summary>Asks the provider once more.</summary>
    [HttpPost("/admin/money/{id:guid}/again")]
    public async Task<IActionResult> TryAgain(Guid id) =>
        await After(id, null, Notices.MoneyTriedAgain, await edge.Call(() => grains.Money().TryAgain(User.Caller(), id)));

    /// <summary>Notes how a person has settled it.</summary>
    [HttpPost("/admin/money/{id:guid}/settled")]
    public async Task<IActionResult> Settle(Guid id, string? note) =>
        await After(id, note, Notices.MoneySettled, await edge.Call(() => grains.Money().Settle(new SettleMatter(User.Caller(), id, note?.Trim() ?? ""))));

    private async Task<IActionResult> After(Guid id, string? note, string done, Result<Done> answer) => answer switch
    {
        { Succeeded: true } => this.Done(done, "/admin/money"),
        { Refusal: { Code: RefusalCode.Invalid or RefusalCode.TooManyRequests or RefusalCode.Busy or RefusalCode.PaymentsUnavailable } refusal } => await Page(null, refusal, new(id, note)),
        { Refusal: { Code: RefusalCode.NotFound or RefusalCode.Forbidden } none } => this.Refused(none),
        var other => throw Answers.Unexpected(other.Refusal),
    };

    private async Task<IActionResult> Page(string? cursor, Refusal? refusal, SettleForm? form)
    {
        switch (await edge.Call(() => grains.Money().Matters(User.Caller(), new PageRequest(PageSize, cursor))))
        {
            case { Succeeded: true, Value: var matters } when refusal is null:
                return View(nameof(Show), new MoneyModel(matters, form));
            case { Succeeded: true, Value: var matters }:
                return this.Again(nameof(Show), new MoneyModel(matters, form), refusal);
            case { Refusal.Code: RefusalCode.Invalid }:
                return Redirect("/admin/money");
            case { Refusal: { Code: RefusalCode.Forbidden or RefusalCode.Busy } none }:
                return this.Refused(none);
            case var other:
                throw Answers.Unexpected(other.Refusal);
        }
    }
}

/// <param name="Matters">The oldest first.</param>
/// <param name="Form">What was typed, when it was not accepted.</param>
public sealed record MoneyModel(Page<PaymentMatter> Matters, SettleForm? Form)
{
    public string? NoteFor(PaymentMatter matter) => Form?.MatterId == matter.MatterId ? Form.Note : null;
}

public sealed record SettleForm(Guid MatterId, string? Note);

/// <summary>Each kind of matter in words: what has happened, and what a person does about it.</summary>
internal static class MatterWords
{
    public static string Title(PaymentMatterKind kind) => kind switch
    {
        PaymentMatterKind.RefundFailed => "A refund did not go through",
        PaymentMatterKind.Uncollectible => "Money could not be taken",
        PaymentMatterKind.Mismatch => "The provider names another amount",
        PaymentMatterKind.ExternalRefund => "Part was given back elsewhere",
        PaymentMatterKind.Dispute => "The buyer’s bank disputes it",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "This kind of matter has no words."),
    };

    public static string ToDo(PaymentMatterKind kind) => kind switch
    {
        PaymentMatterKind.RefundFailed => "This is owed to the buyer. Try again, or pay it another way and say how.",
        PaymentMatterKind.Uncollectible => "The tickets were revoked. Tell the buyer, and say what you agreed.",
        PaymentMatterKind.Mismatch => "Compare the order with the payment in the provider’s dashboard before you do anything.",
        PaymentMatterKind.ExternalRefund => "No ticket ended with it. Look at the order: refund what should not stay valid, or say why it should.",
        PaymentMatterKind.Dispute => "Answer it in the provider’s dashboard while it is open there. Unused tickets are frozen until it is decided, and end when it is lost; an inquiry freezes nothing.",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "This kind of matter has no words."),
    };
}
