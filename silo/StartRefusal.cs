using EventTicket.Hosting;
using Microsoft.Extensions.Options;

namespace EventTicket.Silo;

/// <summary>Tells a silo that must not start as it is configured from one that broke.</summary>
internal static class StartRefusal
{
    /// <summary>Why the silo refuses to start, every reason at once, for the operator; null when the exception is a surprise.</summary>
    public static IReadOnlyList<string>? Reasons(Exception exception) => exception switch
    {
        StartRefusedException refused => [refused.Message],
        OptionsValidationException settings => [.. settings.Failures],
        // Several groups of settings are wrong.
        AggregateException several when several.InnerExceptions.Select(Reasons).ToList() is var all && all.TrueForAll(reasons => reasons is not null)
            => [.. all.SelectMany(reasons => reasons!)],
        _ => null,
    };
}
