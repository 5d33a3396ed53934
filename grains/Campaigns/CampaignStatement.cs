using EventTicket.Events;
using NpgsqlTypes;

namespace EventTicket.Campaigns;

/// <summary>The part of an event's commit that writes its campaigns.</summary>
internal static class CampaignStatement
{
    // One about the same thing is there already and stays as it is: a campaign never makes a commit fail.
    public const string Insert = """
        INSERT INTO campaigns (campaign_id, kind, event_id, audience, category_id, thing, content, created_at, next_at)
        SELECT c.id, c.content ->> '$type', @event, c.audience, c.category, c.thing, c.content, c.at, c.at
        FROM head, unnest(@campaign, @campaign_audience, @campaign_category, @campaign_thing, @campaign_content, @campaign_at)
          AS c (id, audience, category, thing, content, at)
        ON CONFLICT DO NOTHING
        """;

    public static void Add(CommitParameters p, IReadOnlyList<Campaign> campaigns)
    {
        p.Column("campaign", NpgsqlDbType.Uuid, campaigns, c => c.CampaignId);
        p.Column("campaign_audience", NpgsqlDbType.Text, campaigns, c => CampaignWords.Of(c.Audience));
        p.Column("campaign_category", NpgsqlDbType.Uuid, campaigns, c => c.CategoryId);
        p.Column("campaign_thing", NpgsqlDbType.Text, campaigns, c => c.Thing);
        p.Column("campaign_content", NpgsqlDbType.Jsonb, campaigns, c => CampaignWords.Json(c.Content));
        p.Column("campaign_at", NpgsqlDbType.TimestampTz, campaigns, c => c.At);
    }
}
