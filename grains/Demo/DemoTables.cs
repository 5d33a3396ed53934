using EventTicket.Queries;
using Npgsql;

namespace EventTicket.Demo;

/// <summary>What of the demo is there already, asked of the tables so that no event need be woken.</summary>
internal sealed class DemoTables(NpgsqlDataSource database)
{
    /// <summary>The ticket types, by name, of those events that are there.</summary>
    public async Task<Dictionary<Guid, Dictionary<string, Guid>>> Types(Guid[] events)
    {
        var rows = await database.Command("SELECT event_id, name, ticket_type_id FROM ticket_types WHERE event_id = ANY (@events)", ("events", events))
            .Rows(row => (Event: row.GetGuid(0), Name: row.GetString(1), Type: row.GetGuid(2)));
        return rows.GroupBy(row => row.Event).ToDictionary(types => types.Key, types => types.ToDictionary(row => row.Name, row => row.Type));
    }

    /// <summary>The latest order of each buyer, with its status as stored.</summary>
    public async Task<Dictionary<(Guid Event, Guid Person), (Guid Order, string Status)>> Orders(Guid[] events) =>
        (await database.Command(
                "SELECT DISTINCT ON (event_id, person_id) event_id, person_id, order_id, status FROM orders WHERE event_id = ANY (@events) ORDER BY event_id, person_id, held_at DESC, order_id DESC",
                ("events", events))
            .Rows(row => (Event: row.GetGuid(0), Person: row.GetGuid(1), Order: row.GetGuid(2), Status: row.GetString(3))))
        .ToDictionary(row => (row.Event, row.Person), row => (row.Order, row.Status));
}
