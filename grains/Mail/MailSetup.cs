using EventTicket.Hosting;
using EventTicket.Payments;
using EventTicket.Purchases;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EventTicket.Mail;

internal static class MailSetup
{
    /// <summary>The outbox and its workers, the mail server (or the folder) and SMS as configured.</summary>
    /// <exception cref="StartRefusedException">A setting is wrong.</exception>
    public static IServiceCollection AddMail(this IServiceCollection services, IConfiguration configuration)
    {
        var settings = MailSettingsReader.Read(configuration);
        services.AddSingleton(settings);
        services.AddSingleton(new SmsOffer(settings.Sms is not null));
        services.AddSingleton<OutboxTable>();
        services.AddSingleton<LinkRequestTable>();
        services.AddSingleton<PostRoomQueries>();
        services.AddSingleton<WrittenMails>();
        services.TryAddSingleton<PurchaseQueries>();
        services.TryAddSingleton<BookingQueries>();
        services.AddSingleton<EventNewsQueries>();
        services.AddSingleton<UnsubscribeLinks>();
        services.AddSingleton<TicketPress>();
        services.AddSingleton<Letters>();
        services.AddSingleton<Postman>();
        services.AddKeyedSingleton("sms", (_, _) => SmsLine());
        services.AddKeyedSingleton("mail", (provider, _) => Rounds(provider, "mail", () => MailCarrier(provider), () => ReceiptPace(provider)));
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredKeyedService<MailRounds>("mail"));
        services.AddSingleton<IHostedService>(provider => Rounds(provider, "bulk", () => MailCarrier(provider), () => BulkPace(provider)));
        services.AddSingleton<IHostedService>(provider => Rounds(provider, "sms", () => SmsCarrier(provider), () => TimeSpan.Zero));
        services.AddHostedService<LinkRequests>();
        services.AddHostedService<MailSweep>();
        return services.AddHostedService<SaidAtStart>();
    }

    private static MailRounds Rounds(IServiceProvider provider, string channel, Func<ICarrier> carrier, Func<TimeSpan> pace) =>
        ActivatorUtilities.CreateInstance<MailRounds>(provider, channel, provider.GetRequiredService<MailSettings>().Connections, carrier, pace);

    // A receipt takes longer to write than its order to be paid. While people pay they leave one after the other, and the rest afterwards.
    private static TimeSpan ReceiptPace(IServiceProvider provider) =>
        provider.GetService<ProviderCircuit>() is { IsInUse: true } ? TimeSpan.FromMilliseconds(50) : TimeSpan.Zero;

    // News for many steps back while receipts and links leave, further back while they wait for a worker, and never stands still.
    private static TimeSpan BulkPace(IServiceProvider provider)
    {
        var receipts = provider.GetRequiredKeyedService<MailRounds>("mail");
        return TimeSpan.FromSeconds(1) / provider.GetRequiredService<MailSettings>().BulkPerSecond * (receipts.IsBusy ? 10 : receipts.IsAtWork ? 4 : 1);
    }

    private static ICarrier MailCarrier(IServiceProvider provider)
    {
        var settings = provider.GetRequiredService<MailSettings>();
        return settings.Smtp is { } server ? new SmtpCarrier(server, settings, Mail.SmtpCarrier.Patience) : new FolderCarrier(settings.Folder!, settings);
    }

    private static ICarrier SmsCarrier(IServiceProvider provider) => provider.GetRequiredService<MailSettings>().Sms is { } sms
        ? new SmsCarrier(sms, provider.GetRequiredKeyedService<HttpClient>("sms"))
        : new NoSmsCarrier();

    private static HttpClient SmsLine() => new(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
    {
        Timeout = TimeSpan.FromSeconds(20),
    };

    /// <summary>Tells where mail goes, so that nobody waits for one that was written into a folder.</summary>
    private sealed class SaidAtStart(MailSettings settings, ILogger<MailSettings> log) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            if (settings.Smtp is { } server)
            {
                log.LogInformation("Mail goes to {Server}", server.ToString());
            }
            else
            {
                log.LogWarning("No mail is sent: without Smtp__Host mails are written as files into {Folder}", settings.Folder);
            }

            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
