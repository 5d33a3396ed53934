using EventTicket.Web;

namespace EventTicket.Tests.Web.Site;

public sealed class RefusalsTests
{
    [Fact]
    public void Every_refusal_has_words_of_its_own()
    {
        var said = Enum.GetValues<RefusalCode>().Select(code => Refusals.Say(new Refusal(code))).ToList();
        Assert.All(said, wording => Assert.EndsWith(".", wording.Lead, StringComparison.Ordinal));
        Assert.Equal(said.Count, said.Select(wording => wording.Lead).Distinct().Count());
    }

    [Theory]
    [InlineData("insufficient_funds")]
    [InlineData("expired_card")]
    [InlineData("incorrect_cvc")]
    [InlineData("processing_error")]
    [InlineData("a_code_of_next_year")]
    [InlineData(null)]
    public void Whatever_the_bank_says_the_buyer_hears_that_nothing_was_charged_and_never_the_code(string? code)
    {
        var said = Refusals.Say(new Refusal(RefusalCode.CardDeclined, Detail: code)).ToString();
        Assert.Contains("Nothing was charged and your places are still held.", said, StringComparison.Ordinal);
        Assert.DoesNotContain("_", said, StringComparison.Ordinal);
    }

    [Fact]
    public void A_declined_card_is_said_like_this() => Assert.Equal(
        "Your bank refused that card. Nothing was charged and your places are still held. Try another card.",
        Refusals.Say(new Refusal(RefusalCode.CardDeclined, Detail: "generic_decline")).ToString());
}
