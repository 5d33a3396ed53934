using System.Net.Http.Json;
using Npgsql;

namespace EventTicket.Bench.Payments;

/// <summary>Compares what the house has written with what the bank has written, order by order and in sum.</summary>
internal sealed class Books(string connectionString, Uri bank, Guid eventId, long price, IReadOnlyList<Customer> customers)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);
    private readonly List<string> differences = [];

    private sealed record Order(string Status, long Total, long Tickets);

    private sealed record Payment(string? Order, string Status, string Currency, long Captured, long Refunded);

    private sealed record Ledger(List<Payment> Charges);

    /// <summary>Each is a sentence; empty when the books agree.</summary>
    public async Task<IReadOnlyList<string>> Differences()
    {
        await using var database = NpgsqlDataSource.Create(connectionString);
        var until = TimeProvider.System.GetUtcNow() + Patience;
        while (await Unfinished(database) > 0 && TimeProvider.System.GetUtcNow() < until)
        {
            await Task.Delay(500);
        }

        Expect(0, await Unfinished(database), "orders or payments are stuck");
        var orders = await Orders(database);
        var payments = (await BankBook()).ToLookup(payment => payment.Order);
        foreach (var customer in customers)
        {
            Compare(customer, orders.GetValueOrDefault(customer.OrderId), [.. payments[customer.OrderId.ToString()]]);
        }

        Expect(customers.Count, orders.Count, "orders stand in the database");
        Expect(orders.Values.Where(order => order.Status == "paid").Sum(order => order.Total), payments.SelectMany(all => all).Sum(payment => payment.Captured - payment.Refunded),
            "is what the bank has, and the orders say");
        Expect(customers.Where(customer => customer.ShouldHaveTickets).Sum(customer => customer.Quantity), await Count(database, "SELECT sum(sold)::bigint FROM stock WHERE event_id = @event"), "places are sold");
        Expect(0, await Count(database, "SELECT sum(held + booked)::bigint FROM stock WHERE event_id = @event"), "places are still held or booked");
        return differences;
    }

    private void Compare(Customer customer, Order? order, IReadOnlyList<Payment> payments)
    {
        var who = $"{customer.Manner}, order {customer.OrderId}:";
        var due = customer.ShouldHaveTickets ? price * customer.Quantity : 0;
        if (order is null)
        {
            differences.Add($"{who} the database does not know it.");
            return;
        }

        if ((order.Status, order.Tickets) != (customer.ShouldHaveTickets ? "paid" : "released", customer.ShouldHaveTickets ? customer.Quantity : 0))
        {
            differences.Add($"{who} it is {order.Status} with {order.Tickets} tickets.");
        }

        if (payments.Sum(payment => payment.Captured - payment.Refunded) != due || payments.Any(payment => payment.Currency != "eur"))
        {
            differences.Add($"{who} the bank has {string.Join(", ", payments)} and {due} is due.");
        }

        if (payments.Count(payment => payment.Captured > 0) > 1 || payments.Any(payment => payment.Status is "requires_capture" or "requires_action"))
        {
            differences.Add($"{who} the bank took it twice or still has some set aside: {string.Join(", ", payments)}.");
        }
    }

    private Task<long> Unfinished(NpgsqlDataSource database) => Count(database,
        """
        SELECT (SELECT count(*) FROM orders WHERE event_id = @event AND status NOT IN ('paid', 'released'))
             + (SELECT count(*) FROM payments WHERE event_id = @event AND state NOT IN ('captured', 'cancelled', 'declined', 'closed'))
        """);

    private async Task<Dictionary<Guid, Order>> Orders(NpgsqlDataSource database)
    {
        await using var command = Ask(database,
            "SELECT o.order_id, o.status, o.total, (SELECT count(*) FROM tickets t WHERE t.order_id = o.order_id AND t.status = 'valid') FROM orders o WHERE o.event_id = @event");
        await using var reader = await command.ExecuteReaderAsync();
        var orders = new Dictionary<Guid, Order>();
        while (await reader.ReadAsync())
        {
            orders.Add(reader.GetGuid(0), new(reader.GetString(1), reader.GetInt64(2), reader.GetInt64(3)));
        }

        return orders;
    }

    private async Task<List<Payment>> BankBook()
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        var until = TimeProvider.System.GetUtcNow() + Patience;
        while (true)
        {
            try
            {
                return (await http.GetFromJsonAsync<Ledger>(new Uri(bank, "/ledger.json")))!.Charges;
            }
            catch (HttpRequestException) when (TimeProvider.System.GetUtcNow() < until)
            {
                // It may have been the last to be killed, and be starting again.
                await Task.Delay(200);
            }
        }
    }

    private async Task<long> Count(NpgsqlDataSource database, string sql)
    {
        await using var command = Ask(database, sql);
        return await command.ExecuteScalarAsync() is long count ? count : 0;
    }

    private NpgsqlCommand Ask(NpgsqlDataSource database, string sql)
    {
        var command = database.CreateCommand(sql);
        command.Parameters.AddWithValue("event", eventId);
        return command;
    }

    private void Expect(long expected, long found, string what)
    {
        if (found != expected)
        {
            differences.Add($"{found} {what}, not {expected}.");
        }
    }
}
