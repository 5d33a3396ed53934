using System.Net;
using EventTicket.Sandbox;

namespace EventTicket.Tests.Sandbox;

/// <summary>Every test card of Stripe's list, on the wire.</summary>
public sealed class TestCardTests : IAsyncLifetime
{
    private SandboxHost sandbox = null!;

    public async ValueTask InitializeAsync() => sandbox = await SandboxHost.Start();

    public ValueTask DisposeAsync() => sandbox.DisposeAsync();

    [Fact]
    public void Every_number_is_a_card_number_and_no_id_stands_for_two_cards()
    {
        Assert.All(Cards.All, card => Assert.True(Cards.HasRightCheckDigit(card.Number), card.Number));
        var ids = Cards.All.SelectMany(card => new[] { card.PaymentMethod, card.Also }).OfType<string>();
        Assert.Empty(ids.GroupBy(id => id).Where(same => same.Count() > 1).Select(same => same.Key));
    }

    [Fact]
    public async Task Each_payment_method_pays_is_refused_or_asks_as_its_card_does()
    {
        foreach (var card in Cards.All.Where(card => !card.ByNumberOnly))
            foreach (var id in new[] { card.PaymentMethod, card.Also }.OfType<string>())
                Assert.Equal((id, Expected(card)), (id, await Outcome(id)));
    }

    [Fact]
    public async Task Each_number_does_the_same_on_the_page()
    {
        foreach (var card in Cards.All.DistinctBy(card => card.Number))
        {
            var session = await sandbox.Open(Asking.Checkout());
            var answer = await sandbox.PressPay(session.Url, card.Number);
            Assert.Equal((card.Number, HttpStatusCode.SeeOther), (card.Number, answer.StatusCode));
            Assert.Equal((card.Number, Expected(card)), (card.Number, (await sandbox.Read(session.Id)).PaymentIntent.Status));
        }
    }

    [Theory]
    [InlineData("pm_card_authenticationRequiredChargeDeclinedInsufficientFunds", "insufficient_funds")]
    [InlineData("pm_card_threeDSecureRequiredChargeDeclined", "generic_decline")]
    public async Task A_card_may_be_refused_even_after_the_buyer_has_approved(string method, string declineCode)
    {
        var asked = await sandbox.Pay(Asking.Payment(method));
        await sandbox.Post(asked.NextAction.RedirectToUrl.Url, new() { ["answer"] = "approve" });

        var after = await sandbox.ReadPayment(asked.Id);
        Assert.Equal(("requires_payment_method", declineCode), (after.Status, after.LastPaymentError.DeclineCode));
    }

    private static string Expected(TestCard card) => card.AsksBuyer ? "requires_action" : card.Decline is null ? "requires_capture" : "requires_payment_method";

    private async Task<string> Outcome(string method)
    {
        try
        {
            return (await sandbox.Pay(Asking.Payment(method))).Status;
        }
        catch (Stripe.StripeException refused) when (refused.HttpStatusCode == HttpStatusCode.PaymentRequired)
        {
            return refused.StripeError.PaymentIntent.Status;
        }
    }
}
