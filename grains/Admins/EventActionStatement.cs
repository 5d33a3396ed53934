using EventTicket.Events;
using NpgsqlTypes;

namespace EventTicket.Admins;

/// <summary>The part of an event's commit that writes what an admin did to it.</summary>
internal static class EventActionStatement
{
    public const string Insert = """
        INSERT INTO admin_actions (at, admin_id, action, subject_id, operation, fingerprint)
        SELECT a.* FROM head, unnest(@action_at, @action_admin, @action_name, @action_subject, @action_operation, @action_fingerprint) AS a
        ON CONFLICT (admin_id, operation) DO NOTHING
        """;

    public static void Add(CommitParameters p, IReadOnlyList<EventAction> actions)
    {
        p.Column("action_at", NpgsqlDbType.TimestampTz, actions, a => a.At);
        p.Column("action_admin", NpgsqlDbType.Uuid, actions, a => a.Record.AdminId);
        p.Column("action_name", NpgsqlDbType.Text, actions, a => a.Record.Action);
        p.Column("action_subject", NpgsqlDbType.Uuid, actions, a => a.Record.SubjectId);
        p.Column("action_operation", NpgsqlDbType.Text, actions, a => a.Record.Operation.Key);
        p.Column("action_fingerprint", NpgsqlDbType.Text, actions, a => a.Record.Operation.Fingerprint);
    }
}
