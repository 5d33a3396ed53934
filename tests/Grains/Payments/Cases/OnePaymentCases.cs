using EventTicket.Events;
using EventTicket.Payments;
using EventTicket.Tests.Postgres.Journal;
using EventTicket.Tests.Rules;
using EventTicket.Tests.Sandbox;

namespace EventTicket.Tests.Grains.Payments.Cases;

/// <summary>The payment cases P11 to P19: one order, one price, one charge.</summary>
public sealed class OnePaymentCases(JournalDatabase database) : IClassFixture<JournalDatabase>, IAsyncLifetime
{
    private const string Good = "4242424242424242";

    private BoxOfficeWithBank box = null!;

    public async ValueTask InitializeAsync() => box = await BoxOfficeWithBank.Open(database);

    public ValueTask DisposeAsync() => box.DisposeAsync();

    [Fact]
    public async Task P11_Pay_clicked_twice_in_two_tabs_and_again_after_Back_is_one_page_and_one_charge()
    {
        var order = await box.Order();
        var click = box.NewOperation();

        var clicks = await Task.WhenAll(order.Pay(null, click), order.Pay(null, click), order.Pay(null), order.Pay(null));
        var pages = clicks.Select(answer => answer.Granted().Url).Append(await order.Page()).Distinct().ToList();
        var page = Assert.Single(pages)!;
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => box.Bank.PressPay(page, Good)));
        // Back, and Pay once more: the page again, which says that it is done; or we have heard of it meanwhile.
        var again = await order.Pay(null);
        Assert.True(again.Succeeded ? again.Value.Url == page : again.Refusal.Code == RefusalCode.AlreadyPaid, $"{again.Refusal}");
        await box.Bank.PressPay(page, Good);
        Assert.Equal(PaymentProgress.Paid, (await order.Payment.Reconcile()).Granted().Progress);
        (await order.Pay(null)).Refused(RefusalCode.AlreadyPaid);

        await order.IsPaidOnce();
        Assert.Single(await box.Ledger(order.Id));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task P12_An_old_tab_can_no_longer_pay_once_the_order_is_paid_another_way(bool replyLost)
    {
        var order = await box.Order();
        var oldTab = await order.Page();
        if (replyLost)
        {
            await box.Mishap("checkout.sessions.expire", "lose-reply");
            (await order.Pay()).Refused(RefusalCode.PaymentPending);
        }

        Assert.Equal(PaymentProgress.Paid, (await order.Pay()).Granted().Progress);
        await box.Bank.PressPay(oldTab, Good);
        (await order.Payment.Reconcile()).Granted();

        await order.IsPaidOnce(attempts: "closed captured");
    }

    [Fact]
    public async Task P12_What_the_old_tab_has_paid_already_is_the_payment()
    {
        var order = await box.Order();
        await box.Bank.PressPay(await order.Page(), Good);

        (await order.Pay()).Refused(RefusalCode.AlreadyPaid);

        await order.IsPaidOnce();
        Assert.Single(await box.Ledger(order.Id));
    }

    [Fact]
    public async Task P13_A_payment_over_another_amount_gets_no_tickets_and_is_not_taken()
    {
        var order = await box.Order();
        await box.Bank.PressPay(await order.Page(), Good);
        await database.Tamper("UPDATE payments SET amount = 1 WHERE order_id = $1", order.Id);
        await box.Deactivate(order.Payment);

        await order.Payment.Reconcile();

        Assert.Equal("0", await box.Word("SELECT count(*)::text FROM tickets WHERE order_id = $1", order.Id));
        Assert.Equal("requires_capture 0", await order.AtBank());
    }

    [Fact]
    public async Task P13_The_payment_of_another_order_gets_no_tickets()
    {
        var (mine, other) = (await box.Order(), await box.Order());
        await mine.Page();
        await box.Bank.PressPay(await other.Page(), Good);
        var paid = await box.Word("SELECT session_id FROM payments WHERE order_id = $1", other.Id);
        await database.Tamper($"UPDATE payments SET session_id = '{paid}' WHERE order_id = $1", mine.Id);
        await box.Deactivate(mine.Payment);

        await mine.Payment.Reconcile();

        Assert.Equal("0", await box.Word("SELECT count(*)::text FROM tickets WHERE order_id = $1", mine.Id));
        Assert.Equal(PaymentProgress.Paid, (await other.Payment.Reconcile()).Granted().Progress);
        await other.IsPaidOnce();
    }

    [Theory]
    [InlineData("EUR", 4_500, 9_000)]
    [InlineData("JPY", 1_500, 3_000)]
    [InlineData("KWD", 4_500, 9_000)]
    [InlineData("HUF", 990_000, 1_980_000)]
    [InlineData("ISK", 2_000, 400_000)]
    public async Task P14_Two_places_cost_twice_the_price_in_the_banks_own_count_of_the_currency(string currency, long price, long charged)
    {
        await using var abroad = await BoxOfficeWithBank.Open(database, price: price, currency: currency);
        foreach (var card in new[] { "pm_card_visa", null })
        {
            var order = await abroad.Order();
            if (card is null)
            {
                await abroad.Bank.PressPay(await order.Page(), Good);
            }

            (await (card is null ? order.Payment.Reconcile() : order.Pay(card))).Granted();

            await BoxOfficeWithBank.Until(async () => await order.Status() == "paid");
            var row = Assert.Single(await abroad.Ledger(order.Id));
            Assert.Equal((charged, charged, currency.ToLowerInvariant()), (row.Amount, row.Captured, row.Currency));
        }
    }

    [Fact]
    public async Task P15_The_price_of_a_hold_stays_what_it_was()
    {
        var order = await box.Order();
        await Change(concert => concert with { TicketTypes = concert.TicketTypes.SetItem(0, concert.TicketTypes[0] with { Price = 9_900 }) });

        (await order.Pay()).Granted();

        await order.IsPaidOnce();
        Assert.Equal(5_000, Assert.Single(await box.Ledger(order.Id)).Amount);
    }

    [Fact]
    public async Task P18_A_capacity_below_what_is_sold_is_refused()
    {
        var order = await box.Order(standing: 3);
        (await order.Pay()).Granted();

        var sheet = (await box.Sale.Grain.Read(box.Sale.Manager)).Granted();
        var smaller = sheet.Definition with { TicketTypes = sheet.Definition.TicketTypes.SetItem(0, sheet.Definition.TicketTypes[0] with { Capacity = 2 }) };
        (await box.Sale.Grain.Change(new ChangeEvent(box.NewOperation(), box.Sale.Manager, smaller))).Wrong("ticketTypes[0].capacity");

        await order.IsPaidOnce(tickets: 3);
    }

    [Fact]
    public async Task P19_An_order_that_costs_nothing_has_its_tickets_at_once_and_no_bank_hears_of_it()
    {
        await using var free = await BoxOfficeWithBank.Open(database, price: 0);
        var order = await free.Order();
        free.Line.IsCut = true;

        Assert.Equal(2, (await order.Pay(null)).Granted().Tickets.Length);

        await BoxOfficeWithBank.Until(async () => await order.Status() == "paid");
        Assert.Empty(await free.Ledger(order.Id));
    }

    private async Task Change(Func<EventDefinition, EventDefinition> change)
    {
        var sheet = (await box.Sale.Grain.Read(box.Sale.Manager)).Granted();
        (await box.Sale.Grain.Change(new ChangeEvent(box.NewOperation(), box.Sale.Manager, change(sheet.Definition)))).Granted();
    }
}
