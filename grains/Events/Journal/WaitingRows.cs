using EventTicket.Purchases;
using Npgsql;
using NpgsqlTypes;
using static EventTicket.Events.CommitCommand;

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

    public static void AddNew(NpgsqlParameterCollection p, IReadOnlyList<WaitingRow> rows)
    {
        Column(p, "wait", NpgsqlDbType.Uuid, rows, w => w.Place.WaitingId);
        Column(p, "wait_person", NpgsqlDbType.Uuid, rows, w => w.Place.PersonId);
        Column(p, "wait_type", NpgsqlDbType.Uuid, rows, w => w.Place.TypeId);
        Column(p, "wait_quantity", NpgsqlDbType.Integer, rows, w => w.Place.Places);
        Column(p, "wait_number", NpgsqlDbType.Bigint, rows, w => w.Place.Number);
        Column(p, "wait_status", NpgsqlDbType.Text, rows, w => Word(w.Status));
        Column(p, "wait_order", NpgsqlDbType.Uuid, rows, w => w.OrderId);
        Column(p, "wait_joined", NpgsqlDbType.TimestampTz, rows, w => w.Place.JoinedAt);
        Column(p, "wait_changed", NpgsqlDbType.TimestampTz, rows, w => w.ChangedAt);
    }

    public static void AddChanged(NpgsqlParameterCollection p, IReadOnlyList<WaitingRow> rows)
    {
        Column(p, "waited", NpgsqlDbType.Uuid, rows, w => w.Place.WaitingId);
        Column(p, "waited_status", NpgsqlDbType.Text, rows, w => Word(w.Status));
        Column(p, "waited_order", NpgsqlDbType.Uuid, rows, w => w.OrderId);
        Column(p, "waited_changed", NpgsqlDbType.TimestampTz, rows, w => w.ChangedAt);
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
