using EventTicket.Payments;
using EventTicket.Tests.Rules;

namespace EventTicket.Tests.Grains.Payments;

/// <summary>One buyer's order and how they pay it.</summary>
internal sealed record OrderAtBank(BoxOfficeWithBank Box, Guid Id, Guid Buyer)
{
    public IPaymentGrain Payment => Box.Grains.Payment(Id);

    /// <summary>Pays, and asks again with the same operation as long as the answer is that it takes longer.</summary>
    public async Task<Result<PaymentAnswer>> Pay(string? method = "pm_card_visa", Operation? operation = null, Guid? buyer = null)
    {
        operation ??= Box.NewOperation();
        while (true)
        {
            var answer = await PayOnce(method, operation, buyer);
            if (answer.Value?.Progress != PaymentProgress.Processing)
            {
                return answer;
            }

            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }

    public Task<Result<PaymentAnswer>> PayOnce(string? method = "pm_card_visa", Operation? operation = null, Guid? buyer = null) =>
        Payment.Pay(new PayOrder(operation ?? Box.NewOperation(), buyer ?? Buyer, method, "http://shop.test/return", "http://shop.test/order"));

    /// <summary>The provider's page, opened.</summary>
    public async Task<string> Page()
    {
        var answer = (await Pay(method: null)).Granted();
        Assert.Equal(PaymentProgress.RequiresAction, answer.Progress);
        return answer.Url!;
    }

    public Task<string> Status() => Box.Word("SELECT status FROM orders WHERE order_id = $1", Id);

    /// <summary>The states of its attempts, in order: <c>declined captured</c>.</summary>
    public Task<string> Attempts() => Box.Word("SELECT string_agg(state, ' ' ORDER BY attempt) FROM payments WHERE order_id = $1", Id);

    /// <summary>Its payments at the bank: <c>succeeded 5000</c> for each.</summary>
    public async Task<string> AtBank() => string.Join(", ", (await Box.Ledger(Id)).Select(row => $"{row.Status} {row.Captured}"));

    /// <summary>Paid means: tickets are there, the order says so, and the bank took the money once.</summary>
    public async Task IsPaidOnce(int tickets = 2, string? attempts = "captured")
    {
        await BoxOfficeWithBank.Until(async () => await Status() == "paid");
        await BoxOfficeWithBank.Until(async () => !(await Attempts()).EndsWith("issued", StringComparison.Ordinal));
        if (attempts is not null)
        {
            Assert.Equal(attempts, await Attempts());
        }

        Assert.Equal(tickets, (await Box.Word("SELECT string_agg(code, ' ') FROM tickets WHERE order_id = $1", Id)).Split(' ').Length);
        Assert.Equal(tickets * 2_500, (await Box.Ledger(Id)).Sum(row => row.Captured));
        Assert.Single(await Box.Ledger(Id), row => row.Status == "succeeded");
        Assert.DoesNotContain(await Box.Ledger(Id), row => row.Status == "requires_capture");
    }
}
