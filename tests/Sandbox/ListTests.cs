using Stripe;
using Stripe.Checkout;

namespace EventTicket.Tests.Sandbox;

/// <summary>What a comparison of the books needs: all payments of a time, page by page.</summary>
public sealed class ListTests : IAsyncLifetime
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;
    private SandboxHost sandbox = null!;

    public async ValueTask InitializeAsync() => sandbox = await SandboxHost.Start();

    public ValueTask DisposeAsync() => sandbox.DisposeAsync();

    [Fact]
    public async Task Payments_come_newest_first_and_page_by_page_until_there_are_no_more()
    {
        var made = await Make(5);
        var service = sandbox.Stripe.V1.PaymentIntents;

        var first = await service.ListAsync(new PaymentIntentListOptions { Limit = 2, Expand = ["data.latest_charge"] }, cancellationToken: Stop);
        Assert.Equal((true, 4500), (first.HasMore, first.Data[0].LatestCharge.Amount));
        var last = await service.ListAsync(new PaymentIntentListOptions { Limit = 3, StartingAfter = first.Data[1].Id }, cancellationToken: Stop);
        Assert.False(last.HasMore);
        Assert.Equal(made.AsEnumerable().Reverse(), [.. Ids(first), .. Ids(last)]);

        var back = await service.ListAsync(new PaymentIntentListOptions { Limit = 2, EndingBefore = made[1] }, cancellationToken: Stop);
        Assert.Equal([made[3], made[2]], Ids(back));
        Assert.True(back.HasMore);
        var all = new List<string>();
        await foreach (var payment in service.ListAutoPagingAsync(new PaymentIntentListOptions { Limit = 2 }, cancellationToken: Stop))
            all.Add(payment.Id);
        Assert.Equal(made.AsEnumerable().Reverse(), all);
        Assert.Equal("starting_after", (await Asking.Refused(service.ListAsync(new PaymentIntentListOptions { StartingAfter = "pi_nobody" }, cancellationToken: Stop))).StripeError.Param);
    }

    [Fact]
    public async Task A_time_can_be_asked_for()
    {
        var made = await Make(1);
        var at = (await sandbox.ReadPayment(made[0])).Created;
        Assert.Equal(made, await Created(new DateRangeOptions { GreaterThanOrEqual = at, LessThanOrEqual = at }));
        Assert.Empty(await Created(new DateRangeOptions { GreaterThan = at }));
        Assert.Empty(await Created(new DateRangeOptions { LessThan = at }));
        Assert.Equal(made, Ids(await sandbox.Stripe.V1.PaymentIntents.ListAsync(new PaymentIntentListOptions { Created = at }, cancellationToken: Stop)));
    }

    [Fact]
    public async Task Sessions_and_charges_are_listed_too()
    {
        var session = await sandbox.Open(Asking.Checkout());
        await sandbox.Open(Asking.Checkout());
        await sandbox.PressPay(session.Url, "4242424242424242");

        var complete = await sandbox.Stripe.V1.Checkout.Sessions.ListAsync(new SessionListOptions { Status = "complete", Expand = ["data.payment_intent"] }, cancellationToken: Stop);
        Assert.Equal((session.Id, "requires_capture"), complete.Data.Single() is var one ? (one.Id, one.PaymentIntent.Status) : default);
        var charge = Assert.Single((await sandbox.Stripe.V1.Charges.ListAsync(new ChargeListOptions { PaymentIntent = complete.Data[0].PaymentIntentId }, cancellationToken: Stop)).Data);
        Assert.Equal(7600, charge.Amount);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(60, 0)]
    public async Task A_search_finds_what_is_old_enough(int delay, int found)
    {
        await using var searched = await SandboxHost.Start(null, $"--Sandbox:SearchDelaySeconds={delay}");
        await searched.Pay(Asking.Payment());

        var result = await searched.Stripe.V1.PaymentIntents.SearchAsync(
            new PaymentIntentSearchOptions { Query = "metadata['order']:'order-1' AND status:'requires_capture'" }, cancellationToken: Stop);
        Assert.Equal(found, result.Data.Count);
        Assert.Empty((await searched.Stripe.V1.PaymentIntents.SearchAsync(new PaymentIntentSearchOptions { Query = "metadata['order']:'order-2'" }, cancellationToken: Stop)).Data);
        Assert.Equal("query", (await Asking.Refused(searched.Stripe.V1.PaymentIntents.SearchAsync(new PaymentIntentSearchOptions { Query = "amount>1" }, cancellationToken: Stop))).StripeError.Param);
    }

    private async Task<List<string>> Make(int count)
    {
        var made = new List<string>();
        for (var i = 0; i < count; i++)
            made.Add((await sandbox.Pay(Asking.Payment())).Id);
        return made;
    }

    private async Task<IEnumerable<string>> Created(DateRangeOptions range) =>
        Ids(await sandbox.Stripe.V1.PaymentIntents.ListAsync(new PaymentIntentListOptions { Created = range }, cancellationToken: Stop));

    private static IEnumerable<string> Ids(StripeList<PaymentIntent> list) => list.Data.Select(payment => payment.Id);
}
