using EventTicket.Queries;
using Npgsql;

namespace EventTicket.Purchases;

/// <param name="Address">Null once it has ended.</param>
internal sealed record StoredOffer(
    Guid OfferId, Guid TicketId, Guid OrderId, Guid EventId, Guid GiverId, string? Address, string State, DateTimeOffset MadeAt, Guid? TakenBy, Guid? Successor, string Operation, string Fingerprint)
{
    public TicketOffer Shown => new(OfferId, TicketId, Address ?? "", MadeAt);
}

/// <summary>The rows of tickets on offer. An offer's mail is written with it, and dropped with it while it has not left.</summary>
internal sealed class OfferTable(NpgsqlDataSource database)
{
    private const string Columns = "o.offer_id, o.ticket_id, o.order_id, o.event_id, o.giver_id, o.address, o.state, o.made_at, o.taken_by, o.successor, o.operation, o.fingerprint";

    /// <summary>Makes the offer and its mail, of a valid ticket of the giver's; null when it is none, or there is an offer already.</summary>
    public async Task<StoredOffer?> Make(OfferTicket request, string address, DateTimeOffset now) => (await database.Command(
        $$"""
        WITH made AS (
          INSERT INTO ticket_offers AS o (offer_id, ticket_id, order_id, event_id, giver_id, address, made_at, changed_at, operation, fingerprint)
          SELECT @offer, k.ticket_id, k.order_id, k.event_id, k.person_id, @address, @now, @now, @operation, @fingerprint
          FROM tickets k JOIN events e USING (event_id)
          WHERE k.ticket_id = @ticket AND k.person_id = @giver AND k.status = 'valid' AND e.status = 'published' AND e.ends_at > @now
          ON CONFLICT DO NOTHING
          RETURNING {{Columns}}),
        mail AS (
          INSERT INTO outbox (mail_id, person, thing, address, content, next_at, created_at)
          SELECT @offer, made.address, 'offer ' || made.offer_id, made.address,
                 jsonb_build_object('$type', 'ticket-offered', 'OfferId', made.offer_id, 'TicketId', made.ticket_id, 'GiverId', made.giver_id,
                   'Giver', (SELECT u.name FROM users u WHERE u.user_id = made.giver_id AND u.email_confirmed)), @now, @now
          FROM made)
        SELECT * FROM made
        """,
        ("offer", Guid.CreateVersion7(now)), ("ticket", request.TicketId), ("giver", request.PersonId), ("address", address), ("now", now),
        ("operation", request.Operation.Key), ("fingerprint", request.Operation.Fingerprint)).Rows(Read)).SingleOrDefault();

    /// <summary>Whether the address is the person's own.</summary>
    public async Task<bool> IsOwn(Guid person, string address) => (await database.Command(
        "SELECT 1 FROM email_addresses WHERE address = @address AND user_id = @person", ("address", address), ("person", person)).Rows(_ => true)).Count > 0;

    /// <summary>What was made by this request before.</summary>
    public async Task<StoredOffer?> By(Guid giver, string operation) => (await database.Command(
        $"SELECT {Columns} FROM ticket_offers o WHERE o.giver_id = @giver AND o.operation = @operation", ("giver", giver), ("operation", operation)).Rows(Read)).SingleOrDefault();

    /// <summary>The open offer of a ticket.</summary>
    public async Task<StoredOffer?> Open(Guid giver, Guid ticket) => (await database.Command(
        $"SELECT {Columns} FROM ticket_offers o WHERE o.giver_id = @giver AND o.ticket_id = @ticket AND o.state IN ('open', 'taking')", ("giver", giver), ("ticket", ticket)).Rows(Read)).SingleOrDefault();

    /// <summary>An offer to an address of the person's, or that they took, and whether their address is confirmed.</summary>
    public async Task<(StoredOffer Offer, bool Confirmed, string? Giver)?> To(Guid person, Guid offer)
    {
        var found = await database.Command(
            $"""
            SELECT {Columns}, u.email_confirmed, (SELECT g.name FROM users g WHERE g.user_id = o.giver_id AND g.email_confirmed)
            FROM ticket_offers o JOIN users u ON u.user_id = @person
            WHERE o.offer_id = @offer AND o.state <> 'withdrawn'
              AND (o.taken_by = @person OR EXISTS (SELECT FROM email_addresses a WHERE a.address = o.address AND a.user_id = @person))
            """, ("person", person), ("offer", offer)).Rows(row => (Read(row), row.GetBoolean(12), row.IsDBNull(13) ? null : row.GetString(13)));
        return found is [var one] ? one : null;
    }

    /// <summary>Whoever moves it first has it: false when somebody else did.</summary>
    public Task<bool> Move(Guid offer, string[] from, string to, DateTimeOffset now) => Change(
        "UPDATE ticket_offers SET state = @to, changed_at = @now WHERE offer_id = @offer AND state = ANY (@from)", ("offer", offer), ("from", from), ("to", to), ("now", now));

    public Task<bool> Taken(Guid offer, Guid person, Guid successor, DateTimeOffset now) => Change(
        "UPDATE ticket_offers SET state = 'taken', taken_by = @person, successor = @successor, address = NULL, changed_at = @now WHERE offer_id = @offer",
        ("offer", offer), ("person", person), ("successor", successor), ("now", now));

    /// <summary>One that is being taken is left, unless whoever takes it has not come back for a minute.</summary>
    public async Task<bool> Withdraw(Guid offer, DateTimeOffset now)
    {
        await using var command = database.Command(
            """
            WITH gone AS (
              UPDATE ticket_offers SET state = 'withdrawn', address = NULL, changed_at = @now
              WHERE offer_id = @offer AND (state = 'open' OR state = 'taking' AND changed_at < @now - interval '1 minute') RETURNING offer_id),
            mail AS (
              UPDATE outbox m SET state = 'dropped', content = NULL, next_at = NULL, ended_at = @now
              FROM gone WHERE m.mail_id = gone.offer_id AND m.state IN ('waiting', 'undelivered'))
            SELECT count(*) FROM gone
            """, ("offer", offer), ("now", now));
        return await command.ExecuteScalarAsync() is 1L;
    }

    private async Task<bool> Change(string sql, params (string Name, object Value)[] values)
    {
        await using var command = database.Command(sql, values);
        return await command.ExecuteNonQueryAsync() == 1;
    }

    private static StoredOffer Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetGuid(1), row.GetGuid(2), row.GetGuid(3), row.GetGuid(4), row.IsDBNull(5) ? null : row.GetString(5), row.GetString(6), row.Time(7),
        row.Optional<Guid>(8), row.Optional<Guid>(9), row.GetString(10), row.GetString(11));
}
