using EventTicket.Purchases;
using NpgsqlTypes;

namespace EventTicket.Events;

/// <summary>One place in the waiting list as it stands behind the batch.</summary>
internal sealed record WaitingRow(WaitingState Place, WaitingStatus Status, Guid? OrderId, DateTimeOffset ChangedAt, bool IsNew);

/// <summary>The places of the waiting list that a batch's facts are about, one final row of each, and the part of the commit that writes them.</summary>
internal sealed class WaitingRows(EventState state)
{
    private readonly Dictionary<Guid, WaitingRow> rows = [];

    public IReadOnlyList<WaitingRow> All => [.. rows.Values];

    public void Add(Guid waitingId, Fact fact)
    {
        // One that was served a day ago and forgotten was written when it was served.
        if (state.Waiting(waitingId) is { } place)
        {
            rows[waitingId] = new WaitingRow(place, place.Status, place.OrderId, fact.At, fact is Joined || (rows.TryGetValue(waitingId, out var earlier) && earlier.IsNew));
        }
    }

    public const string New = """
        INSERT INTO waiting_list (event_id, waiting_id, person_id, ticket_type_id, quantity, number, status, order_id, joined_at, changed_at)
        SELECT @event, w.* FROM head,
          unnest(@wait, @wait_person, @wait_type, @wait_quantity, @wait_number, @wait_status, @wait_order, @wait_joined, @wait_changed) AS w
        """;

    public const string Changed = """
        UPDATE waiting_list w SET status = c.status, order_id = c.order_id, changed_at = c.changed
        FROM head, unnest(@waited, @waited_status, @waited_order, @waited_changed) AS c (id, status, order_id, changed)
        WHERE w.waiting_id = c.id
        """;

    public static void AddNew(CommitParameters p, IReadOnlyList<WaitingRow> rows)
    {
        p.Column("wait", NpgsqlDbType.Uuid, rows, w => w.Place.WaitingId);
        p.Column("wait_person", NpgsqlDbType.Uuid, rows, w => w.Place.PersonId);
        p.Column("wait_type", NpgsqlDbType.Uuid, rows, w => w.Place.TypeId);
        p.Column("wait_quantity", NpgsqlDbType.Integer, rows, w => w.Place.Places);
        p.Column("wait_number", NpgsqlDbType.Bigint, rows, w => w.Place.Number);
        p.Column("wait_status", NpgsqlDbType.Text, rows, w => Word(w.Status));
        p.Column("wait_order", NpgsqlDbType.Uuid, rows, w => w.OrderId);
        p.Column("wait_joined", NpgsqlDbType.TimestampTz, rows, w => w.Place.JoinedAt);
        p.Column("wait_changed", NpgsqlDbType.TimestampTz, rows, w => w.ChangedAt);
    }

    public static void AddChanged(CommitParameters p, IReadOnlyList<WaitingRow> rows)
    {
        p.Column("waited", NpgsqlDbType.Uuid, rows, w => w.Place.WaitingId);
        p.Column("waited_status", NpgsqlDbType.Text, rows, w => Word(w.Status));
        p.Column("waited_order", NpgsqlDbType.Uuid, rows, w => w.OrderId);
        p.Column("waited_changed", NpgsqlDbType.TimestampTz, rows, w => w.ChangedAt);
    }

    private static string Word(WaitingStatus status) => status switch
    {
        WaitingStatus.Waiting => "waiting",
        WaitingStatus.Offered => "offered",
        WaitingStatus.Bought => "bought",
        WaitingStatus.Passed => "passed",
        WaitingStatus.Left => "left",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };
}
