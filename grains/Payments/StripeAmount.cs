namespace EventTicket.Payments;

/// <summary>Amounts as Stripe counts them: in ISO 4217's minor units, but krónur in hundredths, which no longer exist (docs.stripe.com/currencies).</summary>
internal static class StripeAmount
{
    public static long Of(Money money) => checked(money.Amount * Unit(money.Currency));

    public static long From(long amount, string currency) => amount / Unit(currency);

    private static long Unit(string currency) => currency == "ISK" ? 100 : 1;
}
