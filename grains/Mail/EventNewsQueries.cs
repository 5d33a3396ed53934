using EventTicket.Queries;
using Npgsql;

namespace EventTicket.Mail;

/// <summary>Looks up what a mail about an event tells, at the moment it leaves.</summary>
internal sealed class EventNewsQueries(NpgsqlDataSource database)
{
    /// <returns>Null when there is no such event.</returns>
    public async Task<EventNews?> About(ITellsOfEvent content, Guid person, DateTimeOffset now) => (await database.Command(
        """
        SELECT e.event_id, e.title, e.venue_name, e.city, e.starts_at, e.time_zone, e.status, e.ends_at, e.venue_address, e.description, coalesce(c.name, ''),
               e.status = 'published' AND e.withdrawn_at IS NULL, e.starts_at > @now,
               EXISTS (SELECT FROM followers f WHERE f.category_id = @category AND f.user_id = @person AND f.mails),
               EXISTS (SELECT FROM tickets k WHERE k.person_id = @person AND k.event_id = e.event_id AND k.status IN ('valid', 'used')),
               m.subject, m.body,
               p.opens_at, p.pay_by, p.price, e.currency, p.closes_at <= @now, p.pay_by > @now,
               (SELECT coalesce(sum(b.quantity), 0)::int FROM bookings b WHERE b.person_id = @person AND b.event_id = e.event_id AND b.status IN ('booked', 'held'))
        FROM events e
        LEFT JOIN categories c USING (category_id)
        LEFT JOIN pre_sales p USING (event_id)
        LEFT JOIN campaigns m ON m.campaign_id = @campaign AND m.event_id = e.event_id
        WHERE e.event_id = @event
        """,
        ("event", content.EventId), ("person", person), ("now", now),
        ("category", content is ITellsFollowers followed ? followed.CategoryId : Guid.Empty), ("campaign", content is ToAttendees written ? written.CampaignId : Guid.Empty))
        .Rows(row => new EventNews(
            new(row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetString(3), row.Time(4), row.GetString(5), StoredNames.EventStatus(row.GetString(6), row.Time(7), now)),
            row.Time(7), row.GetString(8), row.GetString(9), row.GetString(10), row.GetBoolean(11), row.GetBoolean(12), row.GetBoolean(13), row.GetBoolean(14),
            row.IsDBNull(15) ? null : new(row.GetString(15), row.GetString(16)),
            row.IsDBNull(17) ? null : new(row.Time(17), row.Time(18), new(row.GetInt64(19), row.GetString(20)), row.GetInt32(23), row.GetBoolean(21), row.GetBoolean(22))))).SingleOrDefault();
}
