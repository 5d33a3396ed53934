using EventTicket.Sandbox.Pages;

namespace EventTicket.Sandbox;

/// <summary>One payment as the bank's book shows it; amounts in minor units.</summary>
/// <param name="Refunded">Given back, or on its way back to the card.</param>
/// <param name="Disputed">Held back or lost because the buyer asked their bank for it.</param>
public sealed record LedgerRow(
    string PaymentIntent, string? Session, long Amount, string Currency, string Status, long Captured, long Refunded, string? Order,
    IReadOnlyDictionary<string, string> Metadata, DateTimeOffset Created, long Disputed = 0);

/// <summary>GET /ledger for people, /ledger.json for checks: every payment, newest first.</summary>
internal static class LedgerPage
{
    private const int Shown = 200;

    public static void MapLedger(this WebApplication app)
    {
        app.MapGet("/ledger.json", async (Bank bank) => Results.Json(new { charges = await Rows(bank) }));
        app.MapGet("/ledger", async (Bank bank) =>
        {
            var rows = await Rows(bank);
            return Looks.Page<LedgerList>(new { Rows = rows.Take(Shown).ToList(), rows.Count });
        });
    }

    private static Task<List<LedgerRow>> Rows(Bank bank) => bank.Decide(change =>
        change.Books.Intents.Values.OrderByDescending(intent => intent.Created).Select(intent => new LedgerRow(
            intent.Id, intent.Session, intent.Amount, intent.Currency, intent.Status, intent.Received, intent.Charge?.Refunded ?? 0,
            intent.Metadata.GetValueOrDefault("order"), intent.Metadata, DateTimeOffset.FromUnixTimeSeconds(intent.Created),
            change.Books.Disputes.Values.Where(dispute => dispute.Intent == intent.Id && dispute.HoldsMoney).Sum(dispute => dispute.Amount))).ToList());
}
