using System.Net.Http.Json;
using System.Text.Json;
using EventTicket.Events;
using EventTicket.Payments;
using EventTicket.Tests.Postgres.Journal;
using EventTicket.Tests.Rules;

namespace EventTicket.Tests.Grains.Payments;

/// <summary>Money goes back, whatever goes wrong on the way: nobody asks again but the watches of a silo.</summary>
public sealed class RefundTests(JournalDatabase database) : IClassFixture<JournalDatabase>, IAsyncLifetime
{
    private static readonly Caller Admin = new(Guid.NewGuid(), Role.Admin);

    private BoxOfficeWithBank box = null!;

    public async ValueTask InitializeAsync() => box = await BoxOfficeWithBank.Open(database, watched: true);

    public ValueTask DisposeAsync() => box.DisposeAsync();

    [Fact]
    public async Task A_refunded_order_has_its_money_back_and_its_places_are_on_sale()
    {
        var order = await PaidOrder();

        var refund = await Refund(order);

        Assert.Equal(new Money(5_000, "GBP"), refund.Amount);
        await RefundIs(refund, "succeeded");
        Assert.Equal("refunded", await order.Status());
        Assert.Equal(5_000, await GivenBack(order));
        Assert.Equal(10, (await box.Sale.Stock()).Free);
    }

    [Fact]
    public async Task One_ticket_of_an_order_is_refunded_and_then_the_other()
    {
        var order = await PaidOrder();
        var ticket = Guid.Parse(await box.Word("SELECT ticket_id::text FROM tickets WHERE order_id = $1 ORDER BY ticket_id LIMIT 1", order.Id));

        await RefundIs(await Refund(order, ticket), "succeeded");
        Assert.Equal(("partly-refunded", 2_500), (await order.Status(), await GivenBack(order)));
        await RefundIs(await Refund(order), "succeeded");

        Assert.Equal(("refunded", 5_000), (await order.Status(), await GivenBack(order)));
    }

    [Theory]
    [InlineData("lose-reply")]
    [InlineData("fail-before")]
    [InlineData("fail-after")]
    [InlineData("fail-kept")]
    [InlineData("conflict")]
    public async Task The_money_goes_back_once_whatever_became_of_the_call(string mishap)
    {
        var order = await PaidOrder();
        await box.Mishap("refunds.create", mishap);

        await RefundIs(await Refund(order), "succeeded");

        Assert.Equal(5_000, await GivenBack(order));
    }

    [Fact]
    public async Task A_refund_waits_for_the_capture_it_follows()
    {
        var order = await box.Order();
        await box.Mishap("payment_intents.capture", "fail-before", times: 3);
        (await order.Pay()).Granted();

        await RefundIs(await Refund(order), "succeeded");

        Assert.Equal(("refunded", "captured", 5_000), (await order.Status(), await order.Attempts(), await GivenBack(order)));
    }

    [Fact]
    public async Task A_refund_the_bank_refuses_is_owed_until_another_try_goes_through()
    {
        var order = await PaidOrder();
        var refund = await Refund(order);
        await RefundIs(refund, "succeeded");

        await Tell($"/sandbox/refunds/{await ProviderId(refund)}", new { status = "failed" });
        await Webhook("refund.failed", order);

        var owed = await Matter(PaymentMatterKind.RefundFailed, refund.RefundId.ToString());
        Assert.Equal((order.Id, refund.Amount), (owed.OrderId, owed.Amount));
        Assert.Equal(0, await GivenBack(order));
        (await box.Grains.Money().TryAgain(Admin, owed.MatterId)).Granted();
        await RefundIs(refund, "succeeded");
        Assert.Equal(5_000, await GivenBack(order));
        Assert.DoesNotContain(await Matters(), matter => matter.MatterId == owed.MatterId);
    }

    [Fact]
    public async Task What_is_owed_can_be_settled_by_hand_with_a_note()
    {
        var order = await PaidOrder();
        var refund = await Refund(order);
        await RefundIs(refund, "succeeded");
        await Tell($"/sandbox/refunds/{await ProviderId(refund)}", new { status = "failed" });
        await Webhook("refund.failed", order);
        var owed = await Matter(PaymentMatterKind.RefundFailed, refund.RefundId.ToString());

        (await box.Grains.Money().Settle(new SettleMatter(Admin, owed.MatterId, " "))).Refused(RefusalCode.Invalid);
        (await box.Grains.Money().Settle(new SettleMatter(Admin, owed.MatterId, "Sent by bank transfer"))).Granted();

        Assert.Equal("settled", await State(refund));
        Assert.DoesNotContain(await Matters(), matter => matter.MatterId == owed.MatterId);
        (await box.Grains.Money().TryAgain(Admin, owed.MatterId)).Granted();
        Assert.Equal("settled", await State(refund));
    }

    [Fact]
    public async Task The_list_is_for_admins()
    {
        var manager = box.Sale.Manager;

        (await box.Grains.Money().Matters(manager, new PageRequest())).Refused(RefusalCode.Forbidden);
        (await box.Grains.Money().TryAgain(manager, Guid.NewGuid())).Refused(RefusalCode.Forbidden);
        (await box.Grains.Money().Settle(new SettleMatter(manager, Guid.NewGuid(), "mine"))).Refused(RefusalCode.Forbidden);
        (await box.Grains.Money().TryAgain(Admin, Guid.NewGuid())).Refused(RefusalCode.NotFound);
    }

    [Fact]
    public async Task All_money_given_back_in_the_providers_dashboard_ends_the_tickets()
    {
        var order = await PaidOrder();

        await box.Bank.Stripe.V1.Refunds.CreateAsync(new() { PaymentIntent = await Intent(order) }, cancellationToken: TestContext.Current.CancellationToken);
        await Webhook("charge.refunded", order);

        await BoxOfficeWithBank.Until(async () => await order.Status() == "refunded");
        Assert.Equal("external", await box.Word("SELECT state FROM refunds WHERE order_id = $1", order.Id));
        Assert.Equal(10, (await box.Sale.Stock()).Free);
    }

    [Fact]
    public async Task Money_given_back_there_is_found_though_no_webhook_ever_comes()
    {
        var order = await PaidOrder();
        await box.Bank.Stripe.V1.Refunds.CreateAsync(new() { PaymentIntent = await Intent(order) }, cancellationToken: TestContext.Current.CancellationToken);

        await box.Grains.ProviderEvents().LookForMissed(DateTimeOffset.UnixEpoch);

        await BoxOfficeWithBank.Until(async () => await order.Status() == "refunded");
        await box.Grains.ProviderEvents().LookForMissed(DateTimeOffset.UnixEpoch);
        Assert.Equal("1", await box.Word("SELECT count(*)::text FROM refunds WHERE order_id = $1", order.Id));
    }

    [Fact]
    public async Task Part_of_it_leaves_the_tickets_and_stands_on_the_list()
    {
        var order = await PaidOrder();

        var outside = await box.Bank.Stripe.V1.Refunds.CreateAsync(new() { PaymentIntent = await Intent(order), Amount = 1_000 }, cancellationToken: TestContext.Current.CancellationToken);
        await Webhook("charge.refunded", order);

        Assert.Equal(1_000, (await Matter(PaymentMatterKind.ExternalRefund, outside.Id)).Amount.Amount);
        Assert.Equal("paid", await order.Status());
        await RefundIs(await Refund(order), "succeeded");
        Assert.Equal(5_000, await GivenBack(order));
    }

    [Theory]
    [InlineData("won", "valid")]
    [InlineData("lost", "cancelled")]
    public async Task A_dispute_freezes_the_tickets_until_it_is_decided(string outcome, string afterwards)
    {
        var order = await PaidOrder();
        var answer = await Tell("/sandbox/disputes", new { paymentIntent = await Intent(order) });
        var dispute = answer.GetProperty("id").GetString()!;
        await Webhook("charge.dispute.created", order);
        await BoxOfficeWithBank.Until(async () => await Tickets(order) == "frozen");
        await Matter(PaymentMatterKind.Dispute, dispute);

        await Tell($"/sandbox/disputes/{dispute}", new { outcome });
        await Webhook("charge.dispute.closed", order);

        await BoxOfficeWithBank.Until(async () => await Tickets(order) == afterwards);
        await BoxOfficeWithBank.Until(async () => (await Matters()).Any(matter => matter.Reference == dispute) == (outcome == "lost"));
    }

    [Fact]
    public async Task Money_the_bank_lets_go_before_the_capture_revokes_the_tickets()
    {
        var order = await box.Order();
        await box.Mishap("payment_intents.capture", "fail-before", times: 3);
        (await order.Pay()).Granted();

        await Tell($"/sandbox/payment-intents/{await Intent(order)}/lapse", new { });

        await BoxOfficeWithBank.Until(async () => await order.Attempts() == "uncollectible");
        Assert.Equal(("cancelled", "revoked"), (await order.Status(), await Tickets(order)));
        Assert.Equal(10, (await box.Sale.Stock()).Free);
        await Matter(PaymentMatterKind.Uncollectible, await Intent(order));
    }

    [Fact]
    public async Task A_cancelled_event_refunds_every_order_and_says_how_far_it_is()
    {
        var orders = new[] { await PaidOrder(), await PaidOrder(), await PaidOrder() };
        var held = await box.Order();
        (await box.Grains.Money().Cancellation(Admin, box.Sale.EventId)).Refused(RefusalCode.NotFound);

        (await box.Sale.Grain.Cancel(new CancelEvent(box.NewOperation(), box.Sale.Manager))).Granted();

        await BoxOfficeWithBank.Until(async () => (await Progress()) is { FinishedAt: not null, UnderWay: 0 });
        var progress = await Progress();
        Assert.Equal((3, 3, 3, 0), (progress.Orders, progress.OrdersRefunded, progress.Succeeded, progress.Owed));
        Assert.Equal("released", await held.Status());
        foreach (var order in orders)
        {
            Assert.Equal(("refunded", 5_000), (await order.Status(), await GivenBack(order)));
        }

        (await box.Grains.Money().Cancellation(new(Guid.NewGuid(), Role.Manager), box.Sale.EventId)).Refused(RefusalCode.NotFound);

        async Task<CancellationProgress> Progress() => (await box.Grains.Money().Cancellation(box.Sale.Manager, box.Sale.EventId)).Granted();
    }

    private async Task<OrderAtBank> PaidOrder()
    {
        var order = await box.Order();
        (await order.Pay()).Granted();
        await order.IsPaidOnce();
        return order;
    }

    private async Task<RefundDecision> Refund(OrderAtBank order, params Guid[] tickets) =>
        (await box.Sale.Grain.Refund(new RefundTickets(box.NewOperation(), box.Sale.Manager, order.Id, [.. tickets], Reason: "asked"))).Granted();

    private Task<string> State(RefundDecision refund) => box.Word("SELECT state FROM refunds WHERE refund_id = $1", refund.RefundId);

    private Task<string> ProviderId(RefundDecision refund) => box.Word("SELECT provider_id FROM refunds WHERE refund_id = $1", refund.RefundId);

    private Task RefundIs(RefundDecision refund, string state) => BoxOfficeWithBank.Until(async () => await State(refund) == state);

    private Task<string> Intent(OrderAtBank order) => box.Word("SELECT intent_id FROM payments WHERE order_id = $1", order.Id);

    private Task<string> Tickets(OrderAtBank order) => box.Word("SELECT string_agg(DISTINCT status, ' ') FROM tickets WHERE order_id = $1", order.Id);

    /// <summary>What the bank has given back of the order.</summary>
    private async Task<long> GivenBack(OrderAtBank order)
    {
        var refunds = await box.Bank.Stripe.V1.Refunds.ListAsync(new() { PaymentIntent = await Intent(order), Limit = 100 }, cancellationToken: TestContext.Current.CancellationToken);
        return refunds.Where(refund => refund.Status == "succeeded").Sum(refund => refund.Amount);
    }

    private async Task<IReadOnlyList<PaymentMatter>> Matters() => (await box.Grains.Money().Matters(Admin, new PageRequest(100))).Granted().Items;

    private async Task<PaymentMatter> Matter(PaymentMatterKind kind, string reference)
    {
        PaymentMatter? found = null;
        await BoxOfficeWithBank.Until(async () => (found = (await Matters()).FirstOrDefault(matter => matter.Kind == kind && matter.Reference == reference)) is not null);
        return found!;
    }

    private async Task<JsonElement> Tell(string path, object what)
    {
        using var answer = await box.Bank.Browser.PostAsJsonAsync(box.Bank.Url + path, what, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
    }

    /// <summary>A signed event about the order's charge. Only its ids are looked at.</summary>
    private async Task Webhook(string type, OrderAtBank order)
    {
        var body = $$"""{"id":"evt_{{Guid.NewGuid():n}}","object":"event","type":"{{type}}","livemode":false,"data":{"object":{"id":"ch_1","object":"charge","payment_intent":"{{await Intent(order)}}"} } }""";
        (await box.Grains.ProviderEvents().Receive(body, Stripe.EventUtility.GenerateSignatureHeader(body, BoxOfficeWithBank.WebhookSecret))).Granted();
    }
}
