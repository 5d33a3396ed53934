using EventTicket.Users;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EventTicket.Sessions;

/// <summary>
/// Looks once a second for sessions that were ended while somebody died before telling their grains, and for those whose time is over.
/// </summary>
internal sealed class EndedSessions(ISessionList sessions, IGrainFactory grains, TimeProvider clock, ILogger<EndedSessions> log) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                var keys = await sessions.ToEnd(clock.GetUtcNow(), 200);
                await Task.WhenAll(keys.Select(key => grains.GetGrain<ISessionGrain>(key).End())).WaitAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogWarning(e, "Some ended sessions could not be told; they are told again in a second");
            }
        }
    }
}
