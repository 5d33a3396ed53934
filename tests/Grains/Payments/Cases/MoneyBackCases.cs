using EventTicket.Events;
using EventTicket.Payments;
using EventTicket.Tests.Postgres.Journal;
using EventTicket.Tests.Rules;
using EventTicket.Tests.Sandbox;
using Stripe;

namespace EventTicket.Tests.Grains.Payments.Cases;

/// <summary>The payment cases in which money goes back or cannot be taken: P08, P09, P10, P17, P20, P24. The bank's own webhooks tell of it.</summary>
public sealed class MoneyBackCases(JournalDatabase database) : IClassFixture<JournalDatabase>, IAsyncLifetime
{
    private const string Good = "4242424242424242";
    private static readonly Caller Admin = new(Guid.NewGuid(), Role.Admin);

    private WebhookDoor door = null!;
    private BoxOfficeWithBank box = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        door = await WebhookDoor.Open();
        box = await BoxOfficeWithBank.Open(database, watched: true, door: door);
    }

    public async ValueTask DisposeAsync()
    {
        await box.DisposeAsync();
        await door.DisposeAsync();
    }

    [Fact]
    public async Task P08_When_the_bank_has_let_go_of_the_money_the_tickets_are_revoked_and_somebody_is_told()
    {
        var order = await box.Order();
        await box.Mishap("payment_intents.capture", "fail-before", times: 3);
        (await order.Pay()).Granted();

        await box.Bank.Lapse(await Intent(order));

        var matter = await Matter(PaymentMatterKind.Uncollectible, order);
        Assert.Equal((await Intent(order), new Money(5_000, "GBP")), (matter.Reference, matter.Amount));
        Assert.Equal(("cancelled", "revoked", "canceled 0"), (await order.Status(), await Tickets(order), await order.AtBank()));
        Assert.Equal(10, (await box.Sale.Stock()).Free);
    }

    [Fact]
    public async Task P09_A_pending_refund_ends_the_tickets_at_once_and_is_done_when_the_bank_says_so()
    {
        var order = await Paid("pm_card_pendingRefund");

        var refund = await Refund(order);
        await RefundIs(refund, "pending");
        Assert.Equal(("refunded", "cancelled"), (await order.Status(), await Tickets(order)));
        await box.Bank.Settle(await ProviderId(refund), "succeeded");

        await RefundIs(refund, "succeeded");
        Assert.Equal(0, await Kept(order));
    }

    [Fact]
    public async Task P09_A_refund_that_fails_after_it_looked_done_is_owed()
    {
        var order = await Paid("pm_card_refundFail");
        var refund = await Refund(order);
        await RefundIs(refund, "succeeded");

        await box.Bank.Settle(await ProviderId(refund), "failed");

        var owed = await Matter(PaymentMatterKind.RefundFailed, order);
        Assert.Equal((refund.RefundId.ToString(), new Money(5_000, "GBP")), (owed.Reference, owed.Amount));
        Assert.Equal(5_000, await Kept(order));
        Assert.Equal("cancelled", await Tickets(order));
    }

    [Fact]
    public async Task P10_Refunds_asked_for_at_once_from_every_side_give_back_what_was_taken_once()
    {
        var order = await Paid();
        var key = box.NewOperation();

        await Task.WhenAll(Ask(order, key), Ask(order, key), Ask(order), Ask(order), box.Sale.Grain.Cancel(new CancelEvent(box.NewOperation(), box.Sale.Manager)));

        await BoxOfficeWithBank.Until(async () => await Kept(order) == 0);
        Assert.Equal("cancelled", await Tickets(order));
        Assert.Equal(5_000, Assert.Single(await RefundsAtBank(order)).Amount);
    }

    [Fact]
    public async Task P10_What_cannot_go_back_because_somebody_gave_back_a_part_in_the_dashboard_stands_on_the_list()
    {
        var order = await Paid();
        await box.Bank.Mishap("*", "lose", times: 2);
        await box.Bank.Stripe.V1.Refunds.CreateAsync(new RefundCreateOptions { PaymentIntent = await Intent(order), Amount = 1_000 }, cancellationToken: Stop);

        await Ask(order);

        await Matter(PaymentMatterKind.RefundFailed, order);
        Assert.Equal(("cancelled", 4_000), (await Tickets(order), await Kept(order)));
        Assert.Single(await RefundsAtBank(order));
    }

    [Fact]
    public async Task P17_A_cancelled_event_closes_pages_lets_go_of_money_set_aside_and_gives_back_what_was_taken()
    {
        var (taken, setAside, open) = (await Paid(), await box.Order(), await box.Order());
        var page = await open.Page();
        await box.Bank.Mishap("*", "lose", times: 2);
        await box.Bank.PressPay(await setAside.Page(), Good);

        (await box.Sale.Grain.Cancel(new CancelEvent(box.NewOperation(), box.Sale.Manager))).Granted();

        foreach (var order in new[] { taken, setAside, open })
        {
            await BoxOfficeWithBank.Until(async () => await Kept(order) == 0 && !(await box.Ledger(order.Id)).Any(row => row.Status == "requires_capture"));
            await BoxOfficeWithBank.Until(async () => await order.Status() is not ("held" or "paying" or "issued"));
            Assert.Equal("0", await box.Word("SELECT count(*)::text FROM tickets WHERE order_id = $1 AND status = 'valid'", order.Id));
        }

        await box.Bank.PressPay(page, Good);
        (await open.Payment.Reconcile()).Granted();
        Assert.DoesNotContain(await box.Ledger(open.Id), row => row.Status is "requires_capture" or "succeeded");
        (await open.Pay()).Refused(RefusalCode.EventCancelled);
    }

    [Theory]
    [InlineData("won", "valid", 5_000)]
    [InlineData("lost", "cancelled", 0)]
    public async Task P20_A_disputed_payment_freezes_its_tickets_until_the_bank_decides(string outcome, string afterwards, long kept)
    {
        var order = await Paid("pm_card_createDispute");
        await BoxOfficeWithBank.Until(async () => await Tickets(order) == "frozen");
        var dispute = await Matter(PaymentMatterKind.Dispute, order);
        Assert.Equal(0, await Kept(order));

        await box.Bank.CloseDispute(dispute.Reference, outcome);

        await BoxOfficeWithBank.Until(async () => await Tickets(order) == afterwards);
        Assert.Equal(kept, await Kept(order));
    }

    [Fact]
    public async Task P24_One_ticket_of_three_is_given_back_at_its_own_price_and_the_others_stay()
    {
        var order = await box.Order(standing: 3);
        (await order.Pay()).Granted();
        await order.IsPaidOnce(tickets: 3);
        var ticket = Guid.Parse(await box.Word("SELECT ticket_id::text FROM tickets WHERE order_id = $1 ORDER BY ticket_id LIMIT 1", order.Id));

        await RefundIs(await Refund(order, ticket), "succeeded");

        Assert.Equal("2", await box.Word("SELECT count(*)::text FROM tickets WHERE order_id = $1 AND status = 'valid'", order.Id));
        Assert.Equal(("partly-refunded", 5_000), (await order.Status(), await Kept(order)));
        Assert.Equal(8, (await box.Sale.Stock()).Free);
    }

    private async Task<OrderAtBank> Paid(string method = "pm_card_visa")
    {
        var order = await box.Order();
        (await order.Pay(method)).Granted();
        await order.IsPaidOnce();
        return order;
    }

    private async Task<RefundDecision> Refund(OrderAtBank order, params Guid[] tickets) =>
        (await box.Sale.Grain.Refund(new RefundTickets(box.NewOperation(), box.Sale.Manager, order.Id, [.. tickets], Reason: "asked"))).Granted();

    private Task<Result<RefundDecision>> Ask(OrderAtBank order, Operation? operation = null) =>
        box.Sale.Grain.Refund(new RefundTickets(operation ?? box.NewOperation(), box.Sale.Manager, order.Id, [], Reason: "asked"));

    private async Task<IReadOnlyList<Stripe.Refund>> RefundsAtBank(OrderAtBank order) =>
        (await box.Bank.Stripe.V1.Refunds.ListAsync(new RefundListOptions { PaymentIntent = await Intent(order) }, cancellationToken: Stop)).Data;

    private Task RefundIs(RefundDecision refund, string state) =>
        BoxOfficeWithBank.Until(async () => await box.Word("SELECT state FROM refunds WHERE refund_id = $1", refund.RefundId) == state);

    private Task<string> ProviderId(RefundDecision refund) => box.Word("SELECT provider_id FROM refunds WHERE refund_id = $1", refund.RefundId);

    private Task<string> Intent(OrderAtBank order) => box.Word("SELECT intent_id FROM payments WHERE order_id = $1", order.Id);

    private Task<string> Tickets(OrderAtBank order) => box.Word("SELECT string_agg(DISTINCT status, ' ') FROM tickets WHERE order_id = $1", order.Id);

    /// <summary>What the shop has of the order's money.</summary>
    private async Task<long> Kept(OrderAtBank order) => (await box.Ledger(order.Id)).Sum(row => row.Captured - row.Refunded - row.Disputed);

    private async Task<PaymentMatter> Matter(PaymentMatterKind kind, OrderAtBank order)
    {
        PaymentMatter? found = null;
        await BoxOfficeWithBank.Until(async () => (found = (await box.Grains.Money().Matters(Admin, new PageRequest(100))).Granted().Items
            .FirstOrDefault(matter => matter.Kind == kind && matter.OrderId == order.Id)) is not null);
        return found!;
    }
}
