using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EventTicket.Campaigns;

/// <summary>Looks once a second for campaigns and writes their pages. After each it rests four times as long as the page took: mails to many leave one connection, and the disk, to buyers most of the time.</summary>
internal sealed class CampaignRounds(CampaignTable table, TimeProvider clock, ILogger<CampaignRounds> log) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ShortestRest = TimeSpan.FromMilliseconds(20);
    private const int RestPerWork = 4;
    private const int RoundsBetweenReminders = 10;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Real time, whatever the clock is moved to.
        using var timer = new PeriodicTimer(Period);
        for (var round = 0; await timer.WaitForNextTickAsync(stoppingToken); round++)
        {
            try
            {
                if (round % RoundsBetweenReminders == 0)
                {
                    await table.RemindOfTomorrow(clock.GetUtcNow(), stoppingToken);
                }

                await WritePages(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogWarning(e, "A mail to many could not go on; that is tried again in a second");
            }
        }
    }

    private async Task WritePages(CancellationToken stop)
    {
        var began = Stopwatch.GetTimestamp();
        while (await table.WritePage(clock.GetUtcNow(), stop))
        {
            var rest = RestPerWork * Stopwatch.GetElapsedTime(began);
            await Task.Delay(rest > ShortestRest ? rest : ShortestRest, stop);
            began = Stopwatch.GetTimestamp();
        }
    }
}
