using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EventTicket.Mail;

/// <summary>Works off, once a second, who asked for a link to set a new password.</summary>
internal sealed class LinkRequests(LinkRequestTable requests, TimeProvider clock, ILogger<LinkRequests> log) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                while (!stoppingToken.IsCancellationRequested && await requests.WorkOffOne(clock.GetUtcNow()))
                {
                }
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogWarning(e, "Requests for links could not be worked off; they are tried again in a second");
            }
        }
    }
}
