using System.Globalization;
using EventTicket.Payments;
using Microsoft.Extensions.Logging.Console;

namespace EventTicket.Silo;

/// <summary>Compares the books with the provider's beside a running or a stopped system, with a silo's settings, and ends.</summary>
internal static class ReconcileCommand
{
    public const string Name = "reconcile";

    /// <summary>The exit code of a comparison that could not be made.</summary>
    public const int NotCompared = 2;

    private const string Usage = "reconcile --from 2026-11-01 --to 2026-11-23: two days, UTC, both included.";

    /// <returns>0: the books agree; 1: they differ; 2: they could not be compared.</returns>
    public static async Task<int> Run(WebApplicationBuilder builder)
    {
        if (Day(builder, "from") is not { } from || Day(builder, "to") is not { } to)
        {
            await Console.Error.WriteLineAsync(Usage);
            return NotCompared;
        }

        // The report alone goes to the standard output.
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Services.AddLedger(builder.Configuration);
        await using var services = builder.Build();
        try
        {
            return await LedgerReport.Write(services.Services, from, to, Console.Out);
        }
        catch (OutcomeUnknownException lost)
        {
            await Console.Error.WriteLineAsync($"{lost.Message} {lost.InnerException?.Message}");
            return NotCompared;
        }
    }

    private static DateOnly? Day(WebApplicationBuilder builder, string name) =>
        DateOnly.TryParseExact(builder.Configuration[name], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
