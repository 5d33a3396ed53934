using EventTicket.Queries;
using Npgsql;

namespace EventTicket.Purchases;

/// <summary>Questions about places in waiting lists; every one names the person who asks.</summary>
internal sealed class WaitingQueries(NpgsqlDataSource database)
{
    private const int Most = 100;

    private const string Places = $"""
        SELECT {PurchaseQueries.EventColumns}, w.waiting_id, w.ticket_type_id, t.name, w.quantity, w.status,
               CASE WHEN w.status = 'waiting' THEN (
                 SELECT count(*)::int FROM waiting_list o
                 WHERE o.event_id = w.event_id AND o.ticket_type_id = w.ticket_type_id AND o.status = 'waiting' AND o.number <= w.number) ELSE 0 END,
               w.joined_at, w.order_id, h.hold_expires_at
        FROM waiting_list w JOIN events e USING (event_id) JOIN ticket_types t USING (event_id, ticket_type_id) LEFT JOIN orders h ON h.order_id = w.order_id
        WHERE w.person_id = @person
        """;

    /// <summary>The person's places that are waiting or on offer, and what became of others; the newest first, at most 100.</summary>
    public Task<List<Waiting>> Of(Guid person, DateTimeOffset now) => database.Command($"{Places} ORDER BY w.joined_at DESC, w.waiting_id LIMIT {Most}", ("person", person))
        .Rows(reader => Read(reader, now));

    /// <summary>One of them; null when the person has none of that id.</summary>
    public async Task<Waiting?> One(Guid person, Guid waiting, DateTimeOffset now) =>
        (await database.Command($"{Places} AND w.waiting_id = @waiting", ("person", person), ("waiting", waiting)).Rows(reader => Read(reader, now))).SingleOrDefault();

    private static Waiting Read(NpgsqlDataReader reader, DateTimeOffset now) => new(
        reader.GetGuid(8), PurchaseQueries.ReadEvent(reader, now), reader.GetGuid(9), reader.GetString(10), reader.GetInt32(11),
        StoredNames.Read<WaitingStatus>(reader.GetString(12)), reader.GetInt32(13), reader.Time(14), reader.Optional<Guid>(15), reader.Optional<DateTimeOffset>(16));
}
