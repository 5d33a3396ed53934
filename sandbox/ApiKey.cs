using System.Net.Http.Headers;
using System.Text;

namespace EventTicket.Sandbox;

/// <summary>Any test key opens the sandbox; a live key is turned away, so that nobody believes money moved.</summary>
internal static class ApiKey
{
    /// <summary>Null when the call may go on.</summary>
    public static Reply? Refusal(HttpRequest request)
    {
        if (Given(request) is not { Length: > 0 } key)
            return StripeErrors.Unauthorised("You did not provide an API key. Send it as 'Authorization: Bearer sk_test_…'.");
        if (!key.StartsWith("sk_test_", StringComparison.Ordinal))
            return StripeErrors.Unauthorised($"Invalid API Key provided: {key[..Math.Min(8, key.Length)]}****. The sandbox accepts sk_test_ keys only.");
        var version = request.Headers["Stripe-Version"].FirstOrDefault() ?? Wire.Version;
        return version == Wire.Version ? null : StripeErrors.Invalid($"Invalid Stripe API version: {version}. The sandbox speaks {Wire.Version}.");
    }

    private static string? Given(HttpRequest request)
    {
        if (!AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out var header) || header.Parameter is not { } value)
            return null;
        if (header.Scheme != "Basic")
            return header.Scheme == "Bearer" ? value : null;
        var bytes = new byte[value.Length];
        return Convert.TryFromBase64String(value, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length).Split(':')[0] : null;
    }
}
