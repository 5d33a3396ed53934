using System.Net;
using System.Net.Http.Json;
using EventTicket.Bench.OnSale;

namespace EventTicket.Bench.SlowBank;

/// <summary>Whether a bank that takes three seconds keeps those waiting who only hold places of the same event: the same payments at the same pace, quick and slow in turn.</summary>
/// <param name="bank">The sandbox's base address.</param>
internal sealed class SlowBankRun(Target target, Uri bank)
{
    private const int Rounds = 5;
    private const int PaymentsASpell = 64;
    private const int SlowMs = 3_000;

    // Eight payments a second: a spell lasts eight seconds, and three dozen payments lie with a slow bank at a time.
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(125);

    public async Task<SlowBankReport> Go(TextWriter progress)
    {
        using var payers = new Gateway(target.Gateway);
        using var holder = new Gateway(target.Gateway);
        var people = (2 * Rounds + 1) * PaymentsASpell;
        await progress.WriteLineAsync($"Preparing: an event, {people} accounts");
        var (eventId, type) = await Preparation.Event(payers, target, 4 * people);
        var buyers = await Preparation.Buyers(payers, people + 1);
        var waiting = new Queue<Buyer>(buyers.Skip(1));
        var report = new SlowBankReport();
        // Once for nothing: the first calls of a program are slow.
        await Spell(false, new(), new());
        for (var round = 1; round <= Rounds; round++)
        {
            await progress.WriteLineAsync($"Round {round} of {Rounds}: {PaymentsASpell} payments at a quick bank, then at a slow one");
            await Spell(false, report.Quick, report.QuickPayments);
            await Spell(true, report.Slow, report.SlowPayments);
        }

        return report;

        async Task Spell(bool slow, List<TimeSpan> holds, List<Answer> payments)
        {
            if (slow)
            {
                using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = bank };
                using var told = await http.PostAsJsonAsync("/sandbox/faults", new { call = "payment_intents.create", fault = "delay", times = PaymentsASpell, delayMs = SlowMs });
                told.EnsureSuccessStatusCode();
            }

            var paying = Enumerable.Range(0, PaymentsASpell).Select(async n =>
            {
                await Task.Delay(Pace * n);
                return await Pay(waiting.Dequeue());
            }).ToList();
            var all = Task.WhenAll(paying);
            while (!all.IsCompleted)
            {
                var held = await Hold(holder, buyers[0]);
                holds.Add(held.Status == (int)HttpStatusCode.Created ? held.Took : throw new InvalidOperationException($"A hold was answered {held}."));
                await Task.Delay(5);
            }

            payments.AddRange(await all);
        }

        async Task<Answer> Pay(Buyer buyer)
        {
            var held = await Hold(payers, buyer);
            return held.Status == (int)HttpStatusCode.Created
                ? await payers.Send(HttpMethod.Post, "/payment/process", buyer.Token, body: new { orderId = held.Body.GetProperty("orderId").GetGuid(), paymentMethod = "pm_card_visa" })
                : held;
        }

        // A new hold takes the old one's place.
        Task<Answer> Hold(Gateway gateway, Buyer buyer) =>
            gateway.Send(HttpMethod.Post, "/purchase/tickets", buyer.Token, body: new { eventId, items = new[] { new { ticketTypeId = type, quantity = 1 } } });
    }
}
