using EventTicket.Hosting;
using Microsoft.Extensions.Configuration;

namespace EventTicket.Payments;

/// <summary>How the provider is reached. Without a key of one's own it is the sandbox, and no money moves.</summary>
internal sealed record StripeSettings(string SecretKey, string? ApiBase, IReadOnlyList<string> WebhookSecrets)
{
    /// <summary>Real money moves.</summary>
    public bool IsLive => SecretKey.Contains("_live_", StringComparison.Ordinal);

    private const string StripeItself = "https://api.stripe.com";

    /// <exception cref="StartRefusedException">Live money could go astray, or the sandbox could be taken for a bank.</exception>
    public static StripeSettings Read(IConfiguration configuration, bool development)
    {
        var key = configuration["Stripe:SecretKey"];
        var apiBase = configuration["Stripe:ApiBase"]?.TrimEnd('/');
        var foreign = !string.IsNullOrEmpty(apiBase) && apiBase != StripeItself;
        if (string.IsNullOrEmpty(key) && !foreign)
        {
            throw new StartRefusedException("No payment provider: set Stripe__SecretKey, or Stripe__ApiBase to the sandbox's address.");
        }

        if (key?.Contains("_live_", StringComparison.Ordinal) == true && foreign)
        {
            throw new StartRefusedException($"Stripe__SecretKey is a live key and Stripe__ApiBase is {apiBase}, which is not Stripe. Live money goes to Stripe only: remove one of the two.");
        }

        if (foreign && !development && !configuration.GetValue("Payments:AllowSandbox", false))
        {
            throw new StartRefusedException($"Stripe__ApiBase is {apiBase}, which is not Stripe. Outside Development a sandbox is refused, unless Payments__AllowSandbox=true says that no money is meant to move.");
        }

        var secrets = configuration.GetSection("Stripe:WebhookSecrets").Get<string[]>() ?? [];
        return new StripeSettings(string.IsNullOrEmpty(key) ? "sk_test_sandbox" : key, foreign ? apiBase : null, secrets);
    }
}
