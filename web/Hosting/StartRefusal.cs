using Microsoft.Extensions.Options;

namespace EventTicket.Web;

/// <summary>The web must not start as it is configured. The message names the setting, what it is and what it takes.</summary>
internal sealed class StartRefusedException(string message) : Exception(message);

/// <summary>Tells a web that must not start as it is configured from one that broke.</summary>
internal static class StartRefusal
{
    /// <summary>Why the web refuses to start, for the operator; null when the exception is a surprise.</summary>
    public static IReadOnlyList<string>? Reasons(Exception exception) => exception switch
    {
        StartRefusedException refused => [refused.Message],
        OptionsValidationException settings => [.. settings.Failures],
        _ => null,
    };
}
