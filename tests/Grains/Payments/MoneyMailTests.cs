using EventTicket.Events;
using EventTicket.Tests.Postgres.Journal;
using EventTicket.Tests.Rules;
using EventTicket.Tests.Sandbox;

namespace EventTicket.Tests.Grains.Payments;

/// <summary>What happens to money is in the outbox as soon as it has happened, once.</summary>
public sealed class MoneyMailTests(JournalDatabase database) : IClassFixture<JournalDatabase>, IAsyncLifetime
{
    private BoxOfficeWithBank box = null!;

    public async ValueTask InitializeAsync() => box = await BoxOfficeWithBank.Open(database, watched: true);

    public ValueTask DisposeAsync() => box.DisposeAsync();

    [Fact]
    public async Task An_order_that_is_paid_twice_over_and_asked_for_again_has_one_receipt()
    {
        var order = await box.Order();
        var operation = box.NewOperation();

        (await order.Pay(operation: operation)).Granted();
        Assert.Equal($"receipt {order.Id:N}", await Mails(order));

        (await order.Pay(operation: operation)).Granted();
        await order.Pay();
        await box.Deactivate(box.Sale.Grain);
        (await order.Payment.Reconcile()).Granted();
        await order.IsPaidOnce();
        Assert.Equal($"receipt {order.Id:N}", await Mails(order));
        Assert.Equal(order.Buyer.ToString(), await box.Word("SELECT user_id::text FROM outbox WHERE (content ->> 'OrderId')::uuid = $1", order.Id));
    }

    [Fact]
    public async Task A_card_that_is_declined_sends_nothing()
    {
        var order = await box.Order();

        (await order.Pay("pm_card_chargeDeclined")).Refused(RefusalCode.CardDeclined);

        Assert.Equal("", await Mails(order));
    }

    [Fact]
    public async Task Money_that_comes_too_late_is_told_that_it_went_back()
    {
        var order = await box.Order();
        var page = await order.Page();
        box.Line.IsCut = true;
        box.Clock.Offset = TimeSpan.FromMinutes(13);
        await BoxOfficeWithBank.Until(async () => await order.Status() == "expired");
        (await box.Sale.Hold(10)).Granted();
        await box.Bank.PressPay(page, "4242424242424242");

        box.Line.IsCut = false;

        await BoxOfficeWithBank.Until(async () => await order.Attempts() == "cancelled");
        Assert.Equal($"turned-away {order.Id:N} 1", await Mails(order));
    }

    [Fact]
    public async Task A_refund_is_told_and_a_cancelled_event_to_each_buyer_with_what_comes_back()
    {
        var (ada, bob) = (await box.Order(), await box.Order());
        (await ada.Pay()).Granted();
        (await bob.Pay()).Granted();
        var ticket = Guid.Parse(await box.Word("SELECT min(ticket_id::text) FROM tickets WHERE order_id = $1", ada.Id));

        var refund = (await box.Sale.Grain.Refund(new RefundTickets(box.NewOperation(), box.Sale.Manager, ada.Id, [ticket]))).Granted();
        Assert.Equal($"receipt {ada.Id:N}, refund {refund.RefundId:N}", await Mails(ada));

        (await box.Sale.Grain.Cancel(new CancelEvent(box.NewOperation(), box.Sale.Manager))).Granted();
        foreach (var (order, back) in new[] { (ada, 2_500), (bob, 5_000) })
        {
            await BoxOfficeWithBank.Until(async () => await order.Status() == "refunded");
            Assert.EndsWith($", cancelled {box.Sale.EventId:N} {order.Id:N}", await Mails(order), StringComparison.Ordinal);
            Assert.Equal($"{back}", await box.Word("SELECT content ->> 'Amount' FROM outbox WHERE thing LIKE 'cancelled %' AND (content ->> 'OrderId')::uuid = $1", order.Id));
        }

        Assert.Equal($"receipt {bob.Id:N}, cancelled {box.Sale.EventId:N} {bob.Id:N}", await Mails(bob));
    }

    private Task<string> Mails(OrderAtBank order) =>
        box.Word("SELECT coalesce(string_agg(thing, ', ' ORDER BY created_at, mail_id), '') FROM outbox WHERE (content ->> 'OrderId')::uuid = $1", order.Id);
}
