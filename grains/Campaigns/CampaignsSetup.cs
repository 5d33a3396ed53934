using Microsoft.Extensions.DependencyInjection;

namespace EventTicket.Campaigns;

internal static class CampaignsSetup
{
    /// <summary>The watch that turns what many are told into mails.</summary>
    public static IServiceCollection AddCampaigns(this IServiceCollection services) =>
        services.AddSingleton<CampaignTable>().AddSingleton<WrittenCampaigns>().AddHostedService<CampaignRounds>();
}
