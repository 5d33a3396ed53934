using System.Globalization;
using EventTicket.Payments;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace EventTicket.Web.Site;

/// <summary>Our books beside the payment provider's, for admins.</summary>
[Authorize(Policies.Admin)]
public sealed class LedgerController(IGrainFactory grains, Edge edge, TimeProvider clock) : Controller
{
    private const string DayForm = "yyyy-MM-dd";
    private const int DaysUnlessAsked = 30;
    private const int PagesAtOnce = 5;
    private const int DifferencesAtOnce = 50;

    [HttpGet("/admin/money/ledger")]
    public async Task<IActionResult> Show(string? from, string? to, string? cursor)
    {
        if (string.IsNullOrEmpty(from) && string.IsNullOrEmpty(to))
        {
            var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
            return View(new LedgerModel(Text(today.AddDays(-DaysUnlessAsked)), Text(today), null, cursor));
        }

        var asked = new LedgerModel(from, to, null, cursor);
        return (Day(from), Day(to)) switch
        {
            ({ } first, { } last) => await Compare(asked, new ReconcileLedgers(User.Caller(), first, last, cursor)),
            (null, _) => this.Again(nameof(Show), asked, Refusal.Invalid("from", "Must be a day.")),
            _ => this.Again(nameof(Show), asked, Refusal.Invalid("to", "Must be a day.")),
        };
    }

    // Some pages together, as much as somebody waits for.
    private async Task<IActionResult> Compare(LedgerModel asked, ReconcileLedgers request)
    {
        var all = new LedgerPage([], 0, 0, request.Cursor);
        for (var pages = 0; pages < PagesAtOnce && all.Differences.Length < DifferencesAtOnce && (pages == 0 || all.NextCursor is not null); pages++)
        {
            var compared = await edge.Call(() => grains.Money().Reconcile(request with { Cursor = all.NextCursor }));
            switch (compared)
            {
                case { Succeeded: true, Value: var page }:
                    all = new LedgerPage([.. all.Differences, .. page.Differences], all.Payments + page.Payments, all.Orders + page.Orders, page.NextCursor);
                    break;
                case { Refusal: { Code: RefusalCode.Invalid } refusal } when refusal.Names("cursor"):
                    return Redirect("/admin/money/ledger");
                case { Refusal: { Code: RefusalCode.PaymentsUnavailable } refusal }:
                    return this.Again(nameof(Show), asked, refusal, new("The payment provider does not answer.", "Its books cannot be read just now. Try again in a minute."));
                case { Refusal: { Code: RefusalCode.Invalid or RefusalCode.Busy } refusal }:
                    return this.Again(nameof(Show), asked, refusal);
                case { Refusal: { Code: RefusalCode.Forbidden } refusal }:
                    return this.Refused(refusal);
                default:
                    throw Answers.Unexpected(compared.Refusal);
            }
        }

        return View(nameof(Show), asked with { Compared = all });
    }

    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, DayForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static string Text(DateOnly day) => day.ToString(DayForm, CultureInfo.InvariantCulture);
}

/// <param name="From">The first day, as typed.</param>
/// <param name="To">The last day, as typed.</param>
/// <param name="Compared">Null before anything is compared.</param>
/// <param name="Cursor">Where this part began; null at the beginning.</param>
public sealed record LedgerModel(string? From, string? To, LedgerPage? Compared, string? Cursor)
{
    public string MoreLink => "/admin/money/ledger" + QueryString.Create(new Dictionary<string, string?> { ["from"] = From, ["to"] = To, ["cursor"] = Compared?.NextCursor });

    /// <summary>All of the days were compared in this one part.</summary>
    public bool IsWhole => Cursor is null && Compared?.NextCursor is null;

    public string Extent => $"{Words.Count(Compared!.Payments, "payment")} of the provider and {Words.Count(Compared.Orders, "order")} compared";

    /// <summary>What differs, in a word or two.</summary>
    public static string Name(LedgerDifferenceKind kind) => kind switch
    {
        LedgerDifferenceKind.MoneyWithoutOrder => "Money without an order",
        LedgerDifferenceKind.OrderWithoutMoney => "Order without money",
        LedgerDifferenceKind.AmountDiffers => "Another amount",
        LedgerDifferenceKind.CurrencyDiffers => "Another currency",
        LedgerDifferenceKind.TakenTwice => "Taken twice",
        LedgerDifferenceKind.TakenForNothing => "Taken for nothing",
        LedgerDifferenceKind.NotTaken => "Not taken",
        LedgerDifferenceKind.RefundedThereOnly => "Refunded there only",
        LedgerDifferenceKind.RefundedHereOnly => "Refunded here only",
        LedgerDifferenceKind.TicketsDiffer => "Tickets and money",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
