using System.Net.Http.Json;
using System.Text.Json;
using EventTicket.Events;
using EventTicket.Payments;
using EventTicket.Tests.Postgres.Journal;
using EventTicket.Tests.Rules;

namespace EventTicket.Tests.Grains.Payments;

/// <summary>A paid order, and what can happen to its money afterwards.</summary>
public abstract class MoneyBack(JournalDatabase database) : IClassFixture<JournalDatabase>, IAsyncLifetime
{
    private protected static readonly Caller Admin = new(Guid.NewGuid(), Role.Admin);

    private protected BoxOfficeWithBank box = null!;

    public async ValueTask InitializeAsync() => box = await BoxOfficeWithBank.Open(database, watched: true);

    public async ValueTask DisposeAsync()
    {
        await box.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected async Task<OrderAtBank> PaidOrder()
    {
        var order = await box.Order();
        (await order.Pay()).Granted();
        await order.IsPaidOnce();
        return order;
    }

    private protected async Task<RefundDecision> Refund(OrderAtBank order, params Guid[] tickets) =>
        (await box.Sale.Grain.Refund(new RefundTickets(box.NewOperation(), box.Sale.Manager, order.Id, [.. tickets], Reason: "asked"))).Granted();

    private protected Task<string> State(RefundDecision refund) => box.Word("SELECT state FROM refunds WHERE refund_id = $1", refund.RefundId);

    private protected Task<string> ProviderId(RefundDecision refund) => box.Word("SELECT provider_id FROM refunds WHERE refund_id = $1", refund.RefundId);

    private protected Task RefundIs(RefundDecision refund, string state) => BoxOfficeWithBank.Until(async () => await State(refund) == state);

    private protected Task<string> Intent(OrderAtBank order) => box.Word("SELECT intent_id FROM payments WHERE order_id = $1", order.Id);

    private protected Task<string> Tickets(OrderAtBank order) => box.Word("SELECT string_agg(DISTINCT status, ' ') FROM tickets WHERE order_id = $1", order.Id);

    /// <summary>What the bank has given back of the order.</summary>
    private protected async Task<long> GivenBack(OrderAtBank order)
    {
        var refunds = await box.Bank.Stripe.V1.Refunds.ListAsync(new() { PaymentIntent = await Intent(order), Limit = 100 }, cancellationToken: TestContext.Current.CancellationToken);
        return refunds.Where(refund => refund.Status == "succeeded").Sum(refund => refund.Amount);
    }

    private protected async Task<IReadOnlyList<PaymentMatter>> Matters() => (await box.Grains.Money().Matters(Admin, new PageRequest(100))).Granted().Items;

    private protected async Task<PaymentMatter> Matter(PaymentMatterKind kind, string reference)
    {
        PaymentMatter? found = null;
        await BoxOfficeWithBank.Until(async () => (found = (await Matters()).FirstOrDefault(matter => matter.Kind == kind && matter.Reference == reference)) is not null);
        return found!;
    }

    private protected async Task<JsonElement> Tell(string path, object what)
    {
        using var answer = await box.Bank.Browser.PostAsJsonAsync(box.Bank.Url + path, what, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
    }

    /// <summary>A signed event about the order's charge. Only its ids are looked at.</summary>
    private protected async Task Webhook(string type, OrderAtBank order)
    {
        var body = $$"""{"id":"evt_{{Guid.NewGuid():n}}","object":"event","type":"{{type}}","livemode":false,"data":{"object":{"id":"ch_1","object":"charge","payment_intent":"{{await Intent(order)}}"} } }""";
        (await box.Grains.ProviderEvents().Receive(body, Stripe.EventUtility.GenerateSignatureHeader(body, BoxOfficeWithBank.WebhookSecret))).Granted();
    }
}
