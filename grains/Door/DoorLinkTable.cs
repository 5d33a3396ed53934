using System.Security.Cryptography;
using System.Text;
using EventTicket.Queries;
using Npgsql;

namespace EventTicket.Door;

/// <summary>Links that open one event's door.</summary>
internal sealed class DoorLinkTable(NpgsqlDataSource database)
{
    public const int Most = 50;

    /// <summary>The link's id, made from who asks and their request's id: the same request is the same link.</summary>
    public static Guid IdOf(MakeDoorLink request) => new(SHA256.HashData(
        Encoding.UTF8.GetBytes($"{request.Caller.PersonId:N} {request.EventId:N} {request.Operation.Key} {request.Operation.Fingerprint}")).AsSpan(0, 16), bigEndian: true);

    /// <summary>Makes the link, or gives the one of the same request a new secret; null when there are too many, or it was revoked.</summary>
    public async Task<DoorLink?> Make(MakeDoorLink request, string name, string secretHash, DateTimeOffset now) => (await database.Command(
        """
        INSERT INTO door_links AS l (link_id, event_id, name, secret_hash, made_by, made_at)
        SELECT @link, @event, @name, @hash, @person, @now
        WHERE (SELECT count(*) FROM door_links o WHERE o.event_id = @event AND o.revoked_at IS NULL AND o.link_id <> @link) < @most
        ON CONFLICT (link_id) DO UPDATE SET secret_hash = excluded.secret_hash WHERE l.revoked_at IS NULL
        RETURNING link_id, name, made_at
        """,
        ("link", IdOf(request)), ("event", request.EventId), ("name", name), ("hash", secretHash), ("person", request.Caller.PersonId), ("now", now), ("most", Most))
        .Rows(Read)).SingleOrDefault();

    /// <summary>Those that work, the newest first.</summary>
    public Task<List<DoorLink>> Of(Guid eventId) => database.Command(
        "SELECT link_id, name, made_at FROM door_links WHERE event_id = @event AND revoked_at IS NULL ORDER BY made_at DESC, link_id", ("event", eventId)).Rows(Read);

    /// <summary>False when the event has no such link.</summary>
    public async Task<bool> Revoke(Guid eventId, Guid linkId, DateTimeOffset now)
    {
        await using var command = database.Command(
            "UPDATE door_links SET revoked_at = coalesce(revoked_at, @now) WHERE link_id = @link AND event_id = @event", ("now", now), ("link", linkId), ("event", eventId));
        return await command.ExecuteNonQueryAsync() == 1;
    }

    private static DoorLink Read(NpgsqlDataReader row) => new(row.GetGuid(0), row.GetString(1), row.Time(2));
}
