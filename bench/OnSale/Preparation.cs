using System.Net;

namespace EventTicket.Bench.OnSale;

/// <summary>Everything there is before the sale: an event on sale, and people who are signed in.</summary>
internal static class Preparation
{
    private static readonly ParallelOptions Few = new() { MaxDegreeOfParallelism = 16 };

    /// <summary>Inserts and publishes an event with one ticket type.</summary>
    public static async Task<(Guid EventId, Guid TicketTypeId)> Event(Gateway gateway, Target target, int places, string title = "On-sale")
    {
        var admin = await LogIn(gateway, target.AdminEmail, target.AdminPassword);
        var categories = await gateway.Must(HttpStatusCode.OK, HttpMethod.Get, "/catalog/categories");
        var starts = TimeProvider.System.GetUtcNow().AddDays(30);
        var inserted = await gateway.Must(HttpStatusCode.Created, HttpMethod.Post, "/events", admin.Token, new
        {
            title,
            description = "Everybody wants one place in the same second.",
            categoryId = categories.GetProperty("items")[0].GetProperty("categoryId").GetGuid(),
            venue = new { name = "Arena", address = "Ring road 1", city = "Bologna" },
            startsAt = starts,
            endsAt = starts.AddHours(3),
            timeZone = "Europe/Rome",
            currency = "EUR",
            ticketTypes = new[] { new { name = "Standing", price = 4500, capacity = places } },
            holdMinutes = 30,
            publish = true,
        });
        return (inserted.GetProperty("eventId").GetGuid(), inserted.GetProperty("ticketTypes")[0].GetProperty("ticketTypeId").GetGuid());
    }

    /// <summary>Registers people and logs them in.</summary>
    public static async Task<IReadOnlyList<Buyer>> Buyers(Gateway gateway, int count)
    {
        var run = Guid.NewGuid().ToString("N")[..8];
        var buyers = new Buyer[count];
        await Parallel.ForAsync(0, count, Few, async (number, _) =>
        {
            var (email, password) = ($"buyer-{number}-{run}@bench.test", "buyer-password-1");
            await gateway.Must(HttpStatusCode.Created, HttpMethod.Post, "/auth/register", body: new { email, password, name = $"Buyer {number}" });
            var (personId, token) = await LogIn(gateway, email, password);
            buyers[number] = new Buyer(number, personId, token);
        });
        return buyers;
    }

    /// <summary>Logs somebody in.</summary>
    public static async Task<(Guid PersonId, string Token)> LogIn(Gateway gateway, string email, string password)
    {
        var session = await gateway.Must(HttpStatusCode.OK, HttpMethod.Post, "/auth/login", body: new { email, password });
        return (session.GetProperty("userId").GetGuid(), session.GetProperty("token").GetString()!);
    }
}
