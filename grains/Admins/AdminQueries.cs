using EventTicket.Queries;
using EventTicket.Users;
using Npgsql;

namespace EventTicket.Admins;

/// <summary>The lists admins look at.</summary>
internal sealed class AdminQueries(NpgsqlDataSource database)
{
    public const char OfficerList = 'o';
    public const char ActionList = 'a';

    private const string OfficerColumns =
        "user_id, email, name, coalesce(invited_to, office), active, invited_to IS NOT NULL, coalesce(office_since, created_at), created_at";

    private const string InOffice = "(office <> 'user' OR invited_to IS NOT NULL) AND deleted_at IS NULL";

    /// <summary>Those of one office after a place in the list, the newest account first.</summary>
    public Task<List<(Officer Officer, Cursor Place)>> Officers(Role office, Cursor? after, int limit)
    {
        var beyond = after is null ? "" : " AND created_at <= @at AND (created_at < @at OR user_id > @id)";
        var command = database.Command(
            $"SELECT {OfficerColumns} FROM users WHERE {InOffice} AND coalesce(invited_to, office) = @office{beyond} ORDER BY created_at DESC, user_id LIMIT @limit",
            ("office", UserRows.WordOf(office)), ("limit", limit));
        AddPlace(command, after);
        return command.Rows(row => (Officer(row), new Cursor(row.Time(7), row.GetGuid(0))));
    }

    public async Task<Officer?> Officer(Guid userId) =>
        (await database.Command($"SELECT {OfficerColumns} FROM users WHERE {InOffice} AND user_id = @user", ("user", userId)).Rows(Officer)).SingleOrDefault();

    /// <summary>What admins did, after a place in the list, the newest first.</summary>
    public Task<List<AdminAction>> Actions(Guid? adminId, Cursor? after, int limit)
    {
        var mine = adminId is null ? "" : " AND a.admin_id = @admin";
        var beyond = after is null ? "" : " AND a.at <= @at AND (a.at < @at OR a.action_id < @action)";
        var command = database.Command(
            $"""
            SELECT a.action_id, a.at, a.admin_id, coalesce(admin.name, ''), a.action, a.subject_id,
                   coalesce((SELECT u.name FROM users u WHERE u.user_id = a.subject_id), (SELECT e.title FROM events e WHERE e.event_id = a.subject_id),
                            (SELECT c.name FROM categories c WHERE c.category_id = a.subject_id)),
                   a.detail
            FROM admin_actions a LEFT JOIN users admin ON admin.user_id = a.admin_id
            WHERE true{mine}{beyond}
            ORDER BY a.at DESC, a.action_id DESC LIMIT @limit
            """, ("limit", limit), ("admin", adminId ?? Guid.Empty));
        AddPlace(command, after);
        return command.Rows(row => new AdminAction(
            row.GetInt64(0), row.Time(1), row.GetGuid(2), row.GetString(3), row.GetString(4), row.Optional<Guid>(5),
            row.IsDBNull(6) ? null : row.GetString(6), row.IsDBNull(7) ? null : row.GetString(7)));
    }

    /// <summary>The place of an action; its number stands where other lists have an id.</summary>
    public static Cursor PlaceOf(AdminAction action) => new(action.At, new Guid(0, 0, 0, BitConverter.GetBytes(action.ActionId)));

    private static Officer Officer(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetString(1), row.GetString(2), StoredNames.Read<Role>(row.GetString(3)), row.GetBoolean(4), row.GetBoolean(5), row.Time(6));

    private static void AddPlace(NpgsqlCommand command, Cursor? after)
    {
        if (after is { } place)
        {
            command.Parameters.AddWithValue("at", place.At);
            command.Parameters.AddWithValue("id", place.Id);
            command.Parameters.AddWithValue("action", BitConverter.ToInt64(place.Id.ToByteArray().AsSpan(8)));
        }
    }
}
