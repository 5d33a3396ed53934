using EventTicket.Queries;
using Npgsql;
using NpgsqlTypes;

namespace EventTicket.Users;

/// <summary>An account as a row.</summary>
internal static class UserRows
{
    public const string Columns =
        "version, email, name, password_hash, office, active, invited_to, office_since, email_confirmed, new_email, phone, new_phone, "
        + "totp_secret, totp_pending, totp_step, recovery_codes, created_at, deleted_at IS NOT NULL";

    public const string ActiveAdmins = "SELECT 1 FROM users WHERE office = 'admin' AND active AND deleted_at IS NULL";

    private const string Values =
        "@email, @name, @hash, @office, @active, @invited, @since, @confirmed, @new_email, @phone, @new_phone, @totp, @pending, @step, @codes, @created, @deleted";

    private const string Names =
        "email, name, password_hash, office, active, invited_to, office_since, email_confirmed, new_email, phone, new_phone, totp_secret, totp_pending, totp_step, recovery_codes, created_at, deleted_at";

    /// <summary>Writes the account if it still has the version that the change was decided on; answers one row when it was.</summary>
    public static NpgsqlCommand Write(UserChange change, DateTimeOffset now)
    {
        var next = change.Next;
        return new(change.Version == 0
            ? $"INSERT INTO users (user_id, version, {Names}) VALUES (@user, 1, {Values}) ON CONFLICT DO NOTHING"
            : $"UPDATE users SET version = version + 1, ({Names}) = ({Values}) WHERE user_id = @user AND version = @version")
        {
            Parameters =
            {
                new("user", change.UserId),
                new("version", change.Version),
                Text("email", next.Deleted ? null : next.Email),
                Text("name", next.Deleted ? null : next.Name),
                Text("hash", next.PasswordHash),
                new("office", WordOf(next.Office)),
                new("active", next.Active),
                Text("invited", next.InvitedTo is { } office ? WordOf(office) : null),
                Time("since", next.OfficeSince),
                new("confirmed", next.EmailConfirmed),
                Text("new_email", next.NewEmail),
                Text("phone", next.Phone),
                Text("new_phone", next.NewPhone),
                Bytes("totp", next.TotpSecret),
                Bytes("pending", next.TotpPending),
                new("step", next.TotpStep),
                new("codes", next.RecoveryCodes.ToArray()),
                new("created", next.CreatedAt),
                Time("deleted", next.Deleted ? now : null),
            },
        };
    }

    public static StoredUser Read(NpgsqlDataReader row) => new(row.GetInt32(0), new UserState
    {
        Email = TextOf(row, 1) ?? "",
        Name = TextOf(row, 2) ?? "",
        PasswordHash = TextOf(row, 3),
        Office = StoredNames.Read<Role>(row.GetString(4)),
        Active = row.GetBoolean(5),
        InvitedTo = TextOf(row, 6) is { } office ? StoredNames.Read<Role>(office) : null,
        OfficeSince = row.Optional<DateTimeOffset>(7),
        EmailConfirmed = row.GetBoolean(8),
        NewEmail = TextOf(row, 9),
        Phone = TextOf(row, 10),
        NewPhone = TextOf(row, 11),
        TotpSecret = row.IsDBNull(12) ? null : row.GetFieldValue<byte[]>(12),
        TotpPending = row.IsDBNull(13) ? null : row.GetFieldValue<byte[]>(13),
        TotpStep = row.GetInt64(14),
        RecoveryCodes = [.. row.GetFieldValue<string[]>(15)],
        CreatedAt = row.Time(16),
        Deleted = row.GetBoolean(17),
    });

    /// <summary>The role's word in the tables.</summary>
    public static string WordOf(Role role) => role switch
    {
        Role.User => "user",
        Role.Manager => "manager",
        Role.Admin => "admin",
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, null),
    };

    private static string? TextOf(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static NpgsqlParameter Text(string name, string? value) => new(name, NpgsqlDbType.Text) { Value = (object?)value ?? DBNull.Value };

    private static NpgsqlParameter Bytes(string name, byte[]? value) => new(name, NpgsqlDbType.Bytea) { Value = (object?)value ?? DBNull.Value };

    private static NpgsqlParameter Time(string name, DateTimeOffset? value) => new(name, NpgsqlDbType.TimestampTz) { Value = (object?)value ?? DBNull.Value };
}
