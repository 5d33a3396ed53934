using EventTicket.Payments;
using EventTicket.Tests.Postgres.Journal;
using EventTicket.Tests.Rules;

namespace EventTicket.Tests.Grains.Payments;

/// <summary>Paying with a card the caller names, as the gateway does.</summary>
public sealed class CardPaymentTests(JournalDatabase database) : IClassFixture<JournalDatabase>, IAsyncLifetime
{
    private BoxOfficeWithBank box = null!;

    public async ValueTask InitializeAsync() => box = await BoxOfficeWithBank.Open(database);

    public ValueTask DisposeAsync() => box.DisposeAsync();

    [Fact]
    public async Task A_good_card_gets_the_tickets_and_the_bank_takes_the_money_once()
    {
        var order = await box.Order();

        var answer = (await order.Pay()).Granted();

        Assert.Equal((PaymentProgress.Paid, order.Id, box.Sale.EventId), (answer.Progress, answer.OrderId, answer.EventId));
        Assert.Equal(2, answer.Tickets.Select(ticket => ticket.Code).Distinct().Count());
        await order.IsPaidOnce();
        Assert.Equal(answer.Tickets.Select(ticket => ticket.Code).Order(),
            (await box.Word("SELECT string_agg(code, ' ') FROM tickets WHERE order_id = $1", order.Id)).Split(' ').Order());
        (await order.Pay()).Refused(RefusalCode.AlreadyPaid);
        (await order.Payment.Release(order.Buyer)).Refused(RefusalCode.AlreadyPaid);
        Assert.Equal("succeeded 5000", await order.AtBank());
    }

    [Fact]
    public async Task A_declined_card_leaves_the_hold_and_another_card_pays_it()
    {
        var order = await box.Order();

        Assert.Equal("generic_decline", (await order.Pay("pm_card_chargeDeclined")).Refused(RefusalCode.CardDeclined).Detail);
        Assert.Equal("held", await order.Status());
        Assert.Equal(2, (await box.Sale.Stock()).Held);
        var asked = (await order.Payment.Reconcile()).Granted();
        Assert.Equal((PaymentProgress.NotPaid, "generic_decline"), (asked.Progress, asked.Declined));

        Assert.Equal(PaymentProgress.Paid, (await order.Pay()).Granted().Progress);
        await order.IsPaidOnce(attempts: "declined captured");
    }

    [Fact]
    public async Task The_same_request_again_repeats_its_outcome_also_after_a_crash()
    {
        var order = await box.Order();
        var (declined, wrong, paid) = (box.NewOperation(), box.NewOperation(), box.NewOperation());
        (await order.Pay("pm_card_chargeDeclined", declined)).Refused(RefusalCode.CardDeclined);
        (await order.Pay("pm_of_nobody", wrong)).Wrong("paymentMethod");
        var tickets = (await order.Pay(operation: paid)).Granted().Tickets;
        await order.IsPaidOnce(attempts: "declined closed captured");

        foreach (var crashed in new[] { false, true })
        {
            if (crashed)
            {
                await box.Deactivate(order.Payment);
            }

            (await order.Pay("pm_card_chargeDeclined", declined)).Refused(RefusalCode.CardDeclined);
            (await order.Pay("pm_of_nobody", wrong)).Wrong("paymentMethod");
            Assert.Equal(tickets, (await order.Pay(operation: paid)).Granted().Tickets);
            (await order.Pay(operation: paid with { Fingerprint = "another" })).Refused(RefusalCode.IdempotencyKeyReused);
        }

        await order.IsPaidOnce(attempts: "declined closed captured");
    }

    [Fact]
    public async Task Of_two_who_pay_one_order_at_once_one_is_charged()
    {
        var order = await box.Order();

        var answers = await Task.WhenAll(order.Pay(), order.Pay(), order.Pay());

        Assert.Single(answers, answer => answer.Succeeded);
        Assert.All(answers.Where(answer => !answer.Succeeded), answer => Assert.True(answer.Refusal!.Code is RefusalCode.AlreadyPaid or RefusalCode.PaymentPending));
        await order.IsPaidOnce();
        Assert.Single(await box.Ledger(order.Id));
    }

    [Fact]
    public async Task A_double_click_is_one_payment_and_both_see_the_tickets()
    {
        var order = await box.Order();
        var operation = box.NewOperation();

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => order.Pay(operation: operation)));

        Assert.All(answers, answer => Assert.Equal(answers[0].Granted().Tickets, answer.Granted().Tickets));
        await order.IsPaidOnce();
        Assert.Single(await box.Ledger(order.Id));
    }

    [Fact]
    public async Task Orders_of_others_and_unknown_ones_are_not_found()
    {
        var order = await box.Order();
        var unknown = new OrderAtBank(box, Guid.NewGuid(), order.Buyer);

        (await order.Pay(buyer: Guid.NewGuid())).Refused(RefusalCode.NotFound);
        (await order.Payment.Release(Guid.NewGuid())).Refused(RefusalCode.NotFound);
        (await unknown.Pay()).Refused(RefusalCode.NotFound);
        (await unknown.Payment.Release(order.Buyer)).Refused(RefusalCode.NotFound);
        (await unknown.Payment.Reconcile()).Refused(RefusalCode.NotFound);
        await unknown.Payment.HoldEnded();

        Assert.Equal(PaymentProgress.NotPaid, (await order.Payment.Reconcile()).Granted().Progress);
        Assert.Empty(await box.Ledger(order.Id));
    }

    [Fact]
    public async Task A_hold_that_has_ended_is_not_charged()
    {
        var order = await box.Order();
        box.Clock.Offset = TimeSpan.FromMinutes(11);

        (await order.Pay()).Refused(RefusalCode.HoldEnded);

        Assert.Empty(await box.Ledger(order.Id));
        (await box.Sale.Hold(10)).Granted();
    }

    [Fact]
    public async Task A_released_hold_is_not_charged()
    {
        var order = await box.Order();
        (await order.Payment.Release(order.Buyer)).Granted();
        (await order.Payment.Release(order.Buyer)).Granted();

        (await order.Pay()).Refused(RefusalCode.HoldEnded);

        Assert.Equal("released", await order.Status());
        Assert.Empty(await box.Ledger(order.Id));
    }

    [Fact]
    public async Task A_silo_that_ends_in_the_middle_leaves_the_next_step_to_the_next_one()
    {
        OrderAtBank order;
        string ledger;
        await using (var first = await BoxOfficeWithBank.Open(database))
        {
            order = await first.Order();
            ledger = first.Bank.Ledger;
            await first.Mishap("payment_intents.create", "lose-reply");
            Assert.Equal(PaymentProgress.Processing, (await order.PayOnce()).Granted().Progress);
        }

        // The same database and the same bank; nothing else is left of the one before.
        await using var next = await BoxOfficeWithBank.Open(database, watched: true, ledger: ledger);

        await (order with { Box = next }).IsPaidOnce();
        Assert.Single(await next.Ledger(order.Id));
    }

    [Fact]
    public async Task An_order_that_costs_nothing_needs_no_bank()
    {
        await using var free = await BoxOfficeWithBank.Open(database, price: 0);
        var order = await free.Order();

        var answer = (await order.Pay(method: null)).Granted();

        Assert.Equal((PaymentProgress.Paid, 2), (answer.Progress, answer.Tickets.Length));
        await BoxOfficeWithBank.Until(async () => await order.Status() == "paid");
        Assert.Empty(await free.Ledger(order.Id));
    }
}
