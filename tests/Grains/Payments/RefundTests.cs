using EventTicket.Events;
using EventTicket.Payments;
using EventTicket.Tests.Postgres.Journal;
using EventTicket.Tests.Rules;

namespace EventTicket.Tests.Grains.Payments;

/// <summary>Money goes back, whatever goes wrong on the way: nobody asks again but the watches of a silo.</summary>
public sealed class RefundTests(JournalDatabase database) : MoneyBack(database)
{
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
}
