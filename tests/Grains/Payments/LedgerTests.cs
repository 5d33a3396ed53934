using EventTicket.Events;
using EventTicket.Payments;
using EventTicket.Tests.Postgres.Journal;
using EventTicket.Tests.Rules;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Stripe;
using static EventTicket.Payments.LedgerDifferenceKind;

namespace EventTicket.Tests.Grains.Payments;

/// <summary>Our books beside the sandbox's. Each test has a database and a bank of its own.</summary>
public sealed class LedgerTests(JournalDatabase database) : IClassFixture<JournalDatabase>, IAsyncLifetime
{
    private static readonly Caller Admin = new(Guid.NewGuid(), Role.Admin);

    private BoxOfficeWithBank box = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        // What another test of the class has left is in a bank that has ended.
        await using var forget = database.Source.CreateCommand("TRUNCATE orders, tickets, payments, refunds, payment_matters");
        await forget.ExecuteNonQueryAsync();
        box = await BoxOfficeWithBank.Open(database, watched: true);
    }

    public ValueTask DisposeAsync() => box.DisposeAsync();

    [Fact]
    public async Task The_books_agree_after_sales_refunds_and_payments_that_failed()
    {
        await PaidOrder();
        var declined = await box.Order();
        (await declined.Pay("pm_card_chargeDeclined")).Refused(RefusalCode.CardDeclined);
        var refunded = await PaidOrder();
        await Refund(refunded);
        var partly = await PaidOrder();
        await Refund(partly, Guid.Parse(await box.Word("SELECT ticket_id::text FROM tickets WHERE order_id = $1 ORDER BY ticket_id LIMIT 1", partly.Id)));

        var compared = await Compare();

        Assert.Empty(compared.Differences);
        Assert.Equal((4, 3), (compared.Payments, compared.Orders));
        var (code, says) = await Report();
        Assert.Equal(0, code);
        Assert.Contains("4 payments and 3 orders compared. The books agree.", says, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_payments_than_a_page_holds_are_all_compared()
    {
        for (var i = 0; i < 101; i++)
        {
            await box.Bank.Stripe.V1.PaymentIntents.CreateAsync(Payment("no order", "succeeded" + i), cancellationToken: Stop);
        }

        var compared = await Compare();

        Assert.Equal((101, 101), (compared.Payments, compared.Differences.Count(one => one.Kind == MoneyWithoutOrder)));
    }

    [Fact]
    public async Task Money_that_no_order_is_for_is_named()
    {
        var stray = await box.Bank.Stripe.V1.PaymentIntents.CreateAsync(Payment(Guid.NewGuid().ToString(), "1"), cancellationToken: Stop);

        Assert.Equal((MoneyWithoutOrder, stray.Id), Only(await Compare()));
        var (code, says) = await Report();
        Assert.Equal(1, code);
        Assert.Contains($"money-without-order: order {stray.Metadata["order"]}, payment {stray.Id}: GBP 12.34", says, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_order_whose_payment_the_provider_does_not_know_is_named()
    {
        var order = await PaidOrder();
        await database.Tamper("UPDATE payments SET intent_id = 'pi_nobody', attempt = 7 WHERE order_id = $1", order.Id);

        var found = (await Compare()).Differences.Select(one => (one.Kind, one.PaymentId, one.OrderId));

        Assert.Equal([(MoneyWithoutOrder, (await box.Ledger(order.Id)).Single().PaymentIntent, order.Id), (OrderWithoutMoney, "pi_nobody", order.Id)], found);
    }

    [Theory]
    [InlineData(AmountDiffers, "UPDATE payments SET amount = 4999 WHERE order_id = $1")]
    [InlineData(CurrencyDiffers, "UPDATE payments SET currency = 'EUR' WHERE order_id = $1")]
    [InlineData(AmountDiffers, "UPDATE orders SET total = 5001 WHERE order_id = $1")]
    [InlineData(TakenForNothing, "UPDATE payments SET state = 'turned-away' WHERE order_id = $1")]
    [InlineData(OrderWithoutMoney, "UPDATE payments SET state = 'cancelled' WHERE order_id = $1")]
    [InlineData(TicketsDiffer, "UPDATE tickets SET price = 2400 WHERE order_id = $1")]
    public async Task What_our_record_says_otherwise_is_named(LedgerDifferenceKind kind, string tampering)
    {
        var order = await PaidOrder();
        await database.Tamper(tampering, order.Id);

        Assert.Contains((kind, order.Id), (await Compare()).Differences.Select(one => (one.Kind, one.OrderId!.Value)));
    }

    [Fact]
    public async Task A_refund_that_only_the_provider_knows_is_named_and_one_that_only_we_know()
    {
        var there = await PaidOrder();
        var intent = (await box.Ledger(there.Id)).Single().PaymentIntent;
        await box.Bank.Stripe.V1.Refunds.CreateAsync(new RefundCreateOptions { PaymentIntent = intent, Amount = 1_000 }, cancellationToken: Stop);
        Assert.Equal((RefundedThereOnly, intent), Only(await Compare()));

        await Refund(await PaidOrder());
        await database.Tamper("UPDATE refunds SET amount = amount - 1000 WHERE event_id = $1", box.Sale.EventId);
        Assert.Equal([RefundedThereOnly, RefundedThereOnly, TicketsDiffer], (await Compare()).Differences.Select(one => one.Kind).Order());

        await database.Tamper("UPDATE refunds SET amount = amount + 1000 WHERE event_id = $1", box.Sale.EventId);
        await database.Tamper("INSERT INTO refunds (refund_id, event_id, order_id, attempt, cause, state, amount, currency, created_at, changed_at) "
            + "SELECT gen_random_uuid(), event_id, order_id, 1, 'external', 'external', 1500, 'GBP', now(), now() FROM orders WHERE order_id = $1", there.Id);
        Assert.Equal((RefundedHereOnly, intent), Only(await Compare()));
    }

    [Fact]
    public async Task A_payment_that_was_not_taken_and_one_that_was_taken_beside_it_are_named()
    {
        var paid = await PaidOrder();
        var untaken = await box.Bank.Stripe.V1.PaymentIntents.CreateAsync(Untaken(paid), cancellationToken: Stop);
        await database.Tamper($"UPDATE payments SET intent_id = '{untaken.Id}' WHERE order_id = $1", paid.Id);

        Assert.Equal([TakenTwice, NotTaken], (await Compare()).Differences.Select(one => one.Kind).OrderBy(kind => kind));
    }

    [Fact]
    public async Task Only_admins_compare_and_what_is_wrong_is_named()
    {
        var today = Today;
        (await box.Grains.Money().Reconcile(new(new(Guid.NewGuid(), Role.Manager), today, today))).Refused(RefusalCode.Forbidden);
        Assert.Equal(["to", "cursor"], Fields(await box.Grains.Money().Reconcile(new(Admin, today, today.AddDays(-1), "x"))));
        Assert.Equal(["cursor"], Fields(await box.Grains.Money().Reconcile(new(Admin, today, today, "p-pi_unknown"))));
        Assert.Equal(["from", "to"], Fields(await box.Grains.Money().Reconcile(new(Admin, DateOnly.MinValue, DateOnly.MaxValue))));

        box.Line.IsCut = true;
        (await box.Grains.Money().Reconcile(new(Admin, today, today))).Refused(RefusalCode.PaymentsUnavailable);

        static IEnumerable<string> Fields(Result<LedgerPage> answer) => answer.Refusal!.Errors.Select(error => error.Field);
    }

    private static DateOnly Today => DateOnly.FromDateTime(DateTime.UtcNow);

    /// <summary>All pages from yesterday to tomorrow.</summary>
    private async Task<LedgerPage> Compare()
    {
        var all = new LedgerPage([], 0, 0, null);
        do
        {
            var page = (await box.Grains.Money().Reconcile(new(Admin, Today.AddDays(-1), Today.AddDays(1), all.NextCursor))).Granted();
            all = new([.. all.Differences, .. page.Differences], all.Payments + page.Payments, all.Orders + page.Orders, page.NextCursor);
        }
        while (all.NextCursor is not null);
        return all;
    }

    private async Task<(int Code, string Says)> Report()
    {
        var provider = new StripePayments(box.Line.To(box.Bank.Url), TimeProvider.System, NullLogger<StripePayments>.Instance);
        await using var services = new ServiceCollection().AddSingleton(new Ledger(provider, new LedgerTable(database.Source))).BuildServiceProvider();
        await using var says = new StringWriter();
        return (await LedgerReport.Write(services, Today.AddDays(-1), Today.AddDays(1), says), says.ToString());
    }

    private static (LedgerDifferenceKind, string?) Only(LedgerPage page) => page.Differences is [var one] ? (one.Kind, one.PaymentId) : throw new Xunit.Sdk.XunitException(string.Join('\n', page.Differences));

    private async Task<OrderAtBank> PaidOrder()
    {
        var order = await box.Order();
        (await order.Pay()).Granted();
        await order.IsPaidOnce();
        return order;
    }

    private async Task Refund(OrderAtBank order, params Guid[] tickets)
    {
        var refund = (await box.Sale.Grain.Refund(new RefundTickets(box.NewOperation(), box.Sale.Manager, order.Id, [.. tickets], Reason: "asked"))).Granted();
        await BoxOfficeWithBank.Until(async () => await box.Word("SELECT state FROM refunds WHERE refund_id = $1", refund.RefundId) == "succeeded");
    }

    private static PaymentIntentCreateOptions Payment(string order, string attempt) => new()
    {
        Amount = 1_234,
        Currency = "gbp",
        PaymentMethod = "pm_card_visa",
        Confirm = true,
        AllowedPaymentMethodTypes = ["card"],
        ReturnUrl = "http://shop.test/return",
        Metadata = new() { ["order"] = order, ["attempt"] = attempt },
    };

    private static PaymentIntentCreateOptions Untaken(OrderAtBank order) => new()
    {
        Amount = 5_000,
        Currency = "gbp",
        CaptureMethod = "manual",
        AllowedPaymentMethodTypes = ["card"],
        Metadata = new() { ["order"] = order.Id.ToString(), ["attempt"] = "1" },
    };
}
