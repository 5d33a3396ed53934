using System.Net;
using EventTicket.Bench.OnSale;
using EventTicket.Sessions;
using Npgsql;

namespace EventTicket.Bench.Lines;

/// <summary>Somebody with an account and an open session.</summary>
internal sealed record SignedIn(Guid PersonId, string Token)
{
    /// <summary>
    /// Makes many straight in the tables: one registers and logs in over HTTP, the others are copies of every row that left behind, with ids, addresses and
    /// tokens of their own. Registering them one by one would be another measurement.
    /// </summary>
    public static async Task<IReadOnlyList<SignedIn>> Make(Gateway gateway, Target target, int count)
    {
        var model = (await Preparation.Buyers(gateway, 1))[0];
        var people = Enumerable.Range(0, count).Select(_ => new SignedIn(Guid.NewGuid(), SessionToken.New())).ToArray();
        var sessions = people.Select(_ => Guid.NewGuid()).ToArray();
        await using var database = NpgsqlDataSource.Create(target.ConnectionString);
        await using var copy = database.CreateCommand(
            """
            WITH person AS (
              SELECT *, 'copy-' || replace(user_id::text, '-', '') || '@bench.test' AS email FROM unnest(@users, @sessions, @keys) AS person (user_id, session_id, session_key)),
            account AS (
              INSERT INTO users SELECT made.* FROM users u, person p, jsonb_populate_record(u, jsonb_build_object('user_id', p.user_id, 'email', p.email)) made WHERE u.user_id = @model),
            address AS (
              INSERT INTO email_addresses (address, user_id) SELECT email, user_id FROM person),
            session AS (
              INSERT INTO sessions
              SELECT made.* FROM sessions s, person p,
                jsonb_populate_record(s, jsonb_build_object('user_id', p.user_id, 'session_id', p.session_id, 'session_key', p.session_key)) made
              WHERE s.session_key = @modelKey)
            INSERT INTO grain_state (service_id, state_name, key_text, key_n0, key_n1, payload, version)
            SELECT g.service_id, g.state_name, p.session_key, g.key_n0, g.key_n1,
              convert_to(replace(replace(replace(convert_from(g.payload, 'UTF8'), u.user_id::text, p.user_id::text), s.session_id::text, p.session_id::text), u.email, p.email), 'UTF8'), 1
            FROM person p, users u, sessions s, grain_state g
            WHERE u.user_id = @model AND s.session_key = @modelKey AND g.state_name = 'session' AND g.key_text = @modelKey
            """);
        copy.CommandTimeout = 300;
        copy.Parameters.AddWithValue("users", people.Select(person => person.PersonId).ToArray());
        copy.Parameters.AddWithValue("sessions", sessions);
        copy.Parameters.AddWithValue("keys", people.Select(person => SessionKey.Of(person.Token)).ToArray());
        copy.Parameters.AddWithValue("model", model.PersonId);
        copy.Parameters.AddWithValue("modelKey", SessionKey.Of(model.Token));
        if (await copy.ExecuteNonQueryAsync() is var made && made != count)
        {
            throw new InvalidOperationException($"{made} sessions were copied, not {count}.");
        }

        await using var analyse = database.CreateCommand("ANALYZE users, email_addresses, sessions, grain_state");
        await analyse.ExecuteNonQueryAsync();
        var told = await gateway.Must(HttpStatusCode.OK, HttpMethod.Get, "/user_data/profile", people[^1].Token);
        return told.GetProperty("userId").GetGuid() == people[^1].PersonId ? people : throw new InvalidOperationException("The copied sessions are not those of the copied accounts.");
    }

    /// <summary>Has the silo read every session once, as if their people had looked around before the sale.</summary>
    public static async Task LookAround(IReadOnlyList<SignedIn> people, IReadOnlyList<Line> lines)
    {
        var next = -1;
        await Task.WhenAll(lines.Select(async line =>
        {
            for (var at = Interlocked.Increment(ref next); at < people.Count; at = Interlocked.Increment(ref next))
            {
                if (await line.Send(Requests.Get("/health/live", people[at].Token)) is { Status: not 200 } refused)
                {
                    throw new InvalidOperationException($"Looking around was answered {refused.Status}.");
                }
            }
        }));
    }
}
