using EventTicket.Payments;
using EventTicket.Tests.Postgres.Journal;
using EventTicket.Tests.Rules;

namespace EventTicket.Tests.Grains.Payments;

/// <summary>The provider is away, for many at once.</summary>
public sealed class SilentProviderTests(JournalDatabase database) : IClassFixture<JournalDatabase>, IAsyncLifetime
{
    private BoxOfficeWithBank box = null!;

    public async ValueTask InitializeAsync() => box = await BoxOfficeWithBank.Open(database);

    public ValueTask DisposeAsync() => box.DisposeAsync();

    [Fact]
    public async Task After_some_calls_without_an_answer_buyers_are_told_at_once_and_have_more_time()
    {
        await box.Mishap("payment_intents.create", "lose-reply", ProviderCircuit.FailuresToOpen);
        for (var i = 0; i < ProviderCircuit.FailuresToOpen; i++)
        {
            var unlucky = await box.Order(standing: 1);
            Assert.Equal(PaymentProgress.Processing, (await unlucky.PayOnce()).Granted().Progress);
        }

        var order = await box.Order(standing: 1);
        Assert.NotNull((await order.PayOnce()).Refused(RefusalCode.PaymentsUnavailable).RetryAfter);
        Assert.Equal(("held", "00:20:00"), (await order.Status(), await Time(order)));
        Assert.Empty(await box.Ledger(order.Id));

        (await order.PayOnce()).Refused(RefusalCode.PaymentsUnavailable);
        Assert.Equal("00:20:00", await Time(order));
    }

    private Task<string> Time(OrderAtBank order) => box.Word("SELECT (hold_expires_at - held_at)::text FROM orders WHERE order_id = $1", order.Id);
}
