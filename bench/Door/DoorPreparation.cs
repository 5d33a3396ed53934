using System.Net;
using EventTicket.Bench.OnSale;
using Npgsql;

namespace EventTicket.Bench.Door;

/// <summary>An event with free tickets, all of them sold.</summary>
internal static class DoorPreparation
{
    public static async Task<(Guid EventId, Guid TypeId, string Token)> Event(Gateway gateway, Target target, int places)
    {
        var (_, token) = await Preparation.LogIn(gateway, target.AdminEmail, target.AdminPassword);
        var categories = await gateway.Must(HttpStatusCode.OK, HttpMethod.Get, "/catalog/categories");
        var starts = TimeProvider.System.GetUtcNow().AddDays(30);
        var inserted = await gateway.Must(HttpStatusCode.Created, HttpMethod.Post, "/events", token, new
        {
            title = "Doors open",
            description = "Everybody comes at once.",
            categoryId = categories.GetProperty("items")[0].GetProperty("categoryId").GetGuid(),
            venue = new { name = "Stadium", address = "Ring road 2", city = "Bologna" },
            startsAt = starts,
            endsAt = starts.AddHours(3),
            timeZone = "Europe/Rome",
            currency = "EUR",
            ticketTypes = new[] { new { name = "Standing", price = 0, capacity = places } },
            maxPerPerson = 1000,
            publish = true,
        });
        return (inserted.GetProperty("eventId").GetGuid(), inserted.GetProperty("ticketTypes")[0].GetProperty("ticketTypeId").GetGuid(), token);
    }

    /// <summary>Sells every place and answers the codes, in no order.</summary>
    public static async Task<IReadOnlyList<string>> Codes(Gateway gateway, Guid eventId, Guid typeId, IReadOnlyList<Buyer> buyers, int places, int each)
    {
        var codes = new string[places];
        await Parallel.ForAsync(0, buyers.Count, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (number, _) =>
        {
            var quantity = Math.Min(each, places - (number * each));
            var token = buyers[number].Token;
            var order = await gateway.Must(HttpStatusCode.Created, HttpMethod.Post, "/purchase/tickets", token, new { eventId, items = new[] { new { ticketTypeId = typeId, quantity } } });
            var paid = await gateway.Must(HttpStatusCode.OK, HttpMethod.Post, "/payment/process", token, new { orderId = order.GetProperty("orderId").GetGuid() });
            foreach (var (place, ticket) in paid.GetProperty("tickets").EnumerateArray().Index())
            {
                codes[(number * each) + place] = ticket.GetProperty("code").GetString()!;
            }
        });
        Random.Shared.Shuffle(codes);
        return codes;
    }

    /// <summary>Receipts are made (those that can be) while nobody is at the door, so that the door is measured and not the mail.</summary>
    public static async Task UntilMailsAreWritten(Target target, TextWriter progress)
    {
        await using var database = NpgsqlDataSource.Create(target.ConnectionString);
        await progress.WriteLineAsync("Waiting until every receipt is written");
        while (true)
        {
            await using var waiting = database.CreateCommand("SELECT count(*) FROM outbox WHERE state = 'waiting' AND next_at <= clock_timestamp()");
            if (await waiting.ExecuteScalarAsync() is 0L)
            {
                return;
            }

            await Task.Delay(500);
        }
    }
}
