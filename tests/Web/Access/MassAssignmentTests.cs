using Npgsql;

namespace EventTicket.Tests.Web.Access;

/// <summary>Fields that a form does not have, posted with it all the same.</summary>
[Collection(StackCollection.Name)]
public sealed class MassAssignmentTests(Stack stack)
{
    private const string Everything = """
        SELECT (SELECT string_agg(concat_ws(' ', user_id, email, name, office, active, invited_to, email_confirmed, new_email, phone, password_hash, deleted_at), ',' ORDER BY user_id) FROM users)
          || (SELECT string_agg(concat_ws(' ', event_id, manager_id, status, version, title, max_per_person), ',' ORDER BY event_id) FROM events)
          || (SELECT string_agg(concat_ws(' ', ticket_type_id, event_id, name, price), ',' ORDER BY ticket_type_id) FROM ticket_types)
          || (SELECT string_agg(concat_ws(' ', order_id, event_id, person_id, items, total, currency), ',' ORDER BY order_id) FROM orders)
        """;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_no_form_asks_for_changes_nothing()
    {
        using var cast = await Cast.Gather(stack);
        await using var database = NpgsqlDataSource.Create(stack.ConnectionString);
        var forms = AccessTable.Rows.Where(row => row is { Side: "site", Method: "POST" } && !row.Path.Contains("/sessions/", StringComparison.Ordinal) && row.Path != "/logout"
            // Their own booking, which they may pay: that makes an order.
            && row.Path != "/pre-sales/{booking}/pay").ToList();
        var before = await Ask(database, Everything);

        foreach (var form in forms)
        {
            await cast.Players[1].Call(form with { Body = $"{form.Body}&{Extras(cast)}".TrimStart('&') }, "site", cast.Named);
        }

        Assert.NotEmpty(forms);
        Assert.Equal(before, await Ask(database, Everything));
    }

    private static string Extras(Cast cast) => cast.Named(
        "id={admin}&status=paid&role=admin&Role=Admin&isAdmin=true&office=admin&userId={admin}&personId={admin}&managerId={admin}&price=1&total=1&amount=1&items[0].price=1&emailConfirmed=true&active=false&publish=true&createdAt=2000-01-01T00:00:00Z");

    private static async Task<string> Ask(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        return (string)(await command.ExecuteScalarAsync(Stop))!;
    }
}
