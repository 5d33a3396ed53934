using EventTicket.Web.Site;

namespace EventTicket.Tests.Web.Site;

public sealed class PricesTests
{
    [Theory]
    [InlineData(2400, "EUR", "€24.00")]
    [InlineData(5, "EUR", "€0.05")]
    [InlineData(3500, "CHF", "CHF 35.00")]
    [InlineData(4500, "JPY", "¥4,500")]
    [InlineData(123456789, "KWD", "KWD 123,456.789")]
    [InlineData(0, "USD", "$0.00")]
    public void Money_is_shown_with_its_sign_and_its_own_number_of_digits(long amount, string currency, string shown) =>
        Assert.Equal(shown, new Money(amount, currency).Show());

    [Fact]
    public void Nothing_to_pay_is_a_word() => Assert.Equal("Free", new Money(0, "EUR").ShowOrFree());

    [Theory]
    [InlineData("24", "EUR", 2400L)]
    [InlineData("24.00", "EUR", 2400L)]
    [InlineData(" 24,5 ", "EUR", 2450L)]
    [InlineData("0", "EUR", 0L)]
    [InlineData("0.29", "EUR", 29L)]
    [InlineData("4500", "JPY", 4500L)]
    [InlineData("1.005", "KWD", 1005L)]
    [InlineData("999999.99", "EUR", 99_999_999L)]
    public void What_is_typed_is_read_exactly(string typed, string currency, long amount) => Assert.Equal(amount, Prices.Parse(typed, currency));

    [Theory]
    [InlineData(null, "EUR")]
    [InlineData("", "EUR")]
    [InlineData("-1", "EUR")]
    [InlineData("+1", "EUR")]
    [InlineData("1e3", "EUR")]
    [InlineData("24.005", "EUR")]
    [InlineData("24.", "EUR")]
    [InlineData(".5", "EUR")]
    [InlineData("1.000,00", "EUR")]
    [InlineData("4500.0", "JPY")]
    [InlineData("1000000.00", "EUR")]
    [InlineData("٢٤", "EUR")]
    [InlineData("9999999999999999999999", "EUR")]
    public void What_is_not_an_amount_is_not_guessed_at(string? typed, string currency) => Assert.Null(Prices.Parse(typed, currency));

    [Theory]
    [InlineData(2450, "EUR")]
    [InlineData(7, "JPY")]
    [InlineData(1005, "KWD")]
    public void A_form_shows_what_it_reads(long amount, string currency) => Assert.Equal(amount, Prices.Parse(new Money(amount, currency).Plain(), currency));
}
