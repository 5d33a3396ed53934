using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace EventTicket.Hosting;

/// <summary>
/// Looks once a second: asks the database for its time when no commit has brought it for a while, and in Development
/// reads the offset in the data folder.
/// </summary>
public sealed class DatabaseClockRefresh(
    DatabaseClock clock, NpgsqlDataSource database, IConfiguration configuration, IHostEnvironment environment,
    ILogger<DatabaseClockRefresh> log) : BackgroundService
{
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(3);

    private readonly string? file = environment.IsDevelopment() && configuration["Data:Folder"] is { Length: > 0 } folder
        ? ClockFile.In(folder)
        : null;

    private string? toldProblem;
    private bool databaseSilent;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var second = new PeriodicTimer(TimeSpan.FromSeconds(1));
        do
        {
            ReadOffset();
            if (clock.SinceLearned is not { } since || since > Idle)
            {
                await AskDatabase(stoppingToken);
            }
        }
        while (await second.WaitForNextTickAsync(stoppingToken));
    }

    private async Task AskDatabase(CancellationToken stopping)
    {
        try
        {
            await using var ask = database.CreateCommand("SELECT clock_timestamp()");
            clock.Learn(new DateTimeOffset((DateTime)(await ask.ExecuteScalarAsync(stopping))!));
            databaseSilent = false;
        }
        catch (Exception unanswered) when (unanswered is NpgsqlException or TimeoutException)
        {
            // The stopwatch carries on; telling once is enough, readiness tells the rest.
            if (!databaseSilent)
            {
                log.LogWarning("The database does not say what time it is: {Reason}", unanswered.Message);
            }

            databaseSilent = true;
        }
    }

    private void ReadOffset()
    {
        if (file is null)
        {
            return;
        }

        if (ClockFile.Read(file, out var problem) is { } offset)
        {
            if (offset != clock.Offset)
            {
                log.LogInformation("The clock is now {Offset} off, as {File} says", offset, file);
                clock.Offset = offset;
            }
        }
        else if (problem != toldProblem)
        {
            log.LogWarning("{Problem}; the offset stays {Offset}", problem, clock.Offset);
        }

        toldProblem = problem;
    }
}
