using EventTicket.Queries;
using Npgsql;

namespace EventTicket.Campaigns;

/// <summary>Expands campaigns into the outbox, a page at a time. People's ids stay in the database; nothing of them is held here.</summary>
internal sealed class CampaignTable(NpgsqlDataSource database)
{
    // A thousand small rows take some milliseconds, and nobody waits for their locks.
    private const int PeoplePerPage = 1_000;
    private const int OrdersPerPage = 500;

    /// <summary>
    /// Writes the next page of the campaign that has waited longest: its rows and how far it came are one transaction. The campaign's row
    /// is locked meanwhile, so that no other silo does the same, and free again the moment we die.
    /// </summary>
    /// <returns>False when nothing is left to write.</returns>
    public async Task<bool> WritePage(DateTimeOffset now, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        if (await Take(connection, now, stop) is not var (campaign, audience))
        {
            return false;
        }

        var (people, limit) = People(audience);
        await using var page = new NpgsqlCommand($"""
            WITH campaign AS (SELECT * FROM campaigns WHERE campaign_id = @campaign),
            page AS MATERIALIZED ({people}),
            written AS (
              INSERT INTO outbox (mail_id, person, thing, user_id, channel, content, next_at, created_at)
              SELECT gen_random_uuid(), replace(person::text, '-', ''), c.thing, person, 'bulk', c.content, @now, @now
              FROM (SELECT DISTINCT person FROM page WHERE person IS NOT NULL) p, campaign c
              ON CONFLICT DO NOTHING
              RETURNING 1)
            UPDATE campaigns c SET
              after_id = coalesce((SELECT place FROM page ORDER BY place DESC LIMIT 1), c.after_id),
              people = c.people + (SELECT count(*) FROM written)::int,
              next_at = CASE WHEN full_page THEN @now END,
              finished_at = CASE WHEN NOT full_page THEN @now END
            FROM (SELECT count(DISTINCT place) = @limit AS full_page FROM page) ends
            WHERE c.campaign_id = @campaign
            """, connection)
        { Parameters = { new("campaign", campaign), new("now", now), new("limit", limit) } };
        await page.ExecuteNonQueryAsync(stop);
        await transaction.CommitAsync(stop);
        return true;
    }

    /// <summary>
    /// Makes the campaigns of what comes within a day: events that begin, pre-sales that open, bookings to be paid. One per event and
    /// moment: what was moved is told again.
    /// </summary>
    public async Task<int> RemindOfTomorrow(DateTimeOffset now, CancellationToken stop)
    {
        await using var command = database.Command("""
            INSERT INTO campaigns (campaign_id, kind, event_id, audience, category_id, thing, content, created_at, next_at)
            SELECT gen_random_uuid(), d.kind, d.event_id, d.audience, d.category_id, t.thing, jsonb_build_object('$type', d.kind, 'EventId', d.event_id) || d.content, @now, @now
            FROM (
              SELECT 'event-tomorrow' AS kind, 'holders' AS audience, event_id, NULL::uuid AS category_id, starts_at AS at, jsonb_build_object('StartsAt', starts_at) AS content
              FROM events WHERE status = 'published' AND starts_at > @now AND starts_at <= @now + interval '24 hours'
              UNION ALL
              SELECT 'pre-sale-opens', 'followers', event_id, e.category_id, opens_at, jsonb_build_object('CategoryId', e.category_id, 'OpensAt', opens_at)
              FROM pre_sales JOIN events e USING (event_id) WHERE e.status = 'published' AND opens_at > @now AND opens_at <= @now + interval '24 hours'
              UNION ALL
              SELECT 'pay-by-near', 'bookers', event_id, NULL, pay_by, jsonb_build_object('PayBy', pay_by)
              FROM pre_sales JOIN events e USING (event_id)
              WHERE e.status = 'published' AND pay_by > @now AND pay_by <= @now + interval '24 hours' AND pre_sales.price > 0) d
            CROSS JOIN LATERAL (SELECT d.kind || ' ' || replace(d.event_id::text, '-', '') || ' ' || extract(epoch FROM d.at)::bigint AS thing) t
            WHERE NOT EXISTS (SELECT FROM campaigns c WHERE c.thing = t.thing)
            ON CONFLICT DO NOTHING
            """, ("now", now));
        return await command.ExecuteNonQueryAsync(stop);
    }

    private static async Task<(Guid Campaign, string Audience)?> Take(NpgsqlConnection connection, DateTimeOffset now, CancellationToken stop)
    {
        await using var take = new NpgsqlCommand("""
            SELECT campaign_id, audience FROM campaigns WHERE next_at <= @now ORDER BY next_at LIMIT 1 FOR UPDATE SKIP LOCKED
            """, connection)
        { Parameters = { new("now", now) } };
        await using var reader = await take.ExecuteReaderAsync(stop);
        return await reader.ReadAsync(stop) ? (reader.GetGuid(0), reader.GetString(1)) : null;
    }

    /// <summary>Who comes next: the person, and the place in the list, by which it goes on.</summary>
    private static (string Sql, int Limit) People(string audience) => audience switch
    {
        "followers" => ("""
            SELECT f.user_id AS person, f.user_id AS place FROM followers f
            WHERE f.category_id = (SELECT category_id FROM campaign) AND f.mails
              AND f.user_id > coalesce((SELECT after_id FROM campaign), '00000000-0000-0000-0000-000000000000')
            ORDER BY f.user_id LIMIT @limit
            """, PeoplePerPage),
        // By order, because that is what tickets are found by; who has several is written once all the same.
        "holders" => (ByOrder("'valid'"), OrdersPerPage),
        "attendees" => (ByOrder("'valid', 'used'"), OrdersPerPage),
        "bookers" => ("""
            SELECT b.person_id AS person, b.booking_id AS place FROM bookings b
            WHERE b.event_id = (SELECT event_id FROM campaign) AND b.status IN ('booked', 'held')
              AND b.booking_id > coalesce((SELECT after_id FROM campaign), '00000000-0000-0000-0000-000000000000')
            ORDER BY b.booking_id LIMIT @limit
            """, OrdersPerPage),
        _ => throw new InvalidOperationException($"A campaign for '{audience}' was written by a newer release."),
    };

    private static string ByOrder(string statuses) => $"""
        SELECT k.person_id AS person, o.order_id AS place
        FROM (
          SELECT DISTINCT order_id FROM tickets
          WHERE event_id = (SELECT event_id FROM campaign)
            AND order_id > coalesce((SELECT after_id FROM campaign), '00000000-0000-0000-0000-000000000000')
          ORDER BY order_id LIMIT @limit) o
        LEFT JOIN tickets k ON k.order_id = o.order_id AND k.status IN ({statuses})
        """;
}
