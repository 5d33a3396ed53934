using System.Text.Json;
using EventTicket.Mail;

namespace EventTicket.Campaigns;

/// <summary>The words of campaigns in their table.</summary>
internal static class CampaignWords
{
    public static string Of(Audience audience) => audience switch
    {
        Audience.Followers => "followers",
        Audience.Holders => "holders",
        Audience.Attendees => "attendees",
        Audience.Bookers => "bookers",
        _ => throw new ArgumentOutOfRangeException(nameof(audience), audience, null),
    };

    /// <summary>The content as every person's row has it.</summary>
    public static string Json(MailContent content) => JsonSerializer.Serialize(content, MailContent.Json);
}
