using EventTicket.Users;
using Npgsql;
using NpgsqlTypes;

namespace EventTicket.Admins;

/// <summary>The record of what admins did: a row belongs into the transaction of the action.</summary>
internal static class AdminRecord
{
    /// <summary>One request is recorded once, however often it is repeated.</summary>
    public static NpgsqlBatchCommand Insert(Recorded record, DateTimeOffset now) => new(
        """
        INSERT INTO admin_actions (at, admin_id, action, subject_id, detail, operation, fingerprint)
        VALUES (@at, @admin, @action, @subject, @detail, @operation, @fingerprint)
        ON CONFLICT (admin_id, operation) DO NOTHING
        """)
    {
        Parameters =
        {
            new("at", now),
            new("admin", record.AdminId),
            new("action", record.Action),
            new("subject", NpgsqlDbType.Uuid) { Value = (object?)record.SubjectId ?? DBNull.Value },
            new("detail", NpgsqlDbType.Text) { Value = (object?)record.Detail ?? DBNull.Value },
            new("operation", record.Operation.Key),
            new("fingerprint", record.Operation.Fingerprint),
        },
    };
}
