using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace EventTicket.Tests.Browser;

/// <summary>Something to buy: a published event, put there over the gateway by the first admin.</summary>
internal static class Shop
{
    public static async Task<Guid> Open(Stack stack, string title, CancellationToken stop)
    {
        using var gateway = new HttpClient { BaseAddress = new Uri(stack.GatewayUrl) };
        var session = await Post(gateway, "/auth/login", new { email = Stack.AdminEmail, password = Stack.AdminPassword }, stop);
        gateway.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", session.GetProperty("token").GetString());
        var categories = await gateway.GetFromJsonAsync<JsonElement>("/catalog/categories", stop);
        var starts = DateTimeOffset.UtcNow.AddDays(30);
        var inserted = await Post(gateway, "/events", new
        {
            title,
            description = "Nine musicians, two pianos and the sound of the last regional to Cuneo.\n\nThe bar stays open afterwards.",
            categoryId = categories.GetProperty("items")[0].GetProperty("categoryId").GetString(),
            venue = new { name = "Teatro Colosseo", address = "Via Madama Cristina 71", city = "Turin" },
            startsAt = starts,
            endsAt = starts.AddHours(3),
            timeZone = "Europe/Rome",
            currency = "EUR",
            ticketTypes = new[] { new { name = "Stalls", price = 3800, capacity = 200 }, new { name = "Gallery", price = 2400, capacity = 8 } },
            maxPerPerson = 4,
            publish = true,
        }, stop);
        return inserted.GetProperty("eventId").GetGuid();
    }

    private static async Task<JsonElement> Post(HttpClient gateway, string path, object body, CancellationToken stop)
    {
        using var answer = await gateway.PostAsJsonAsync(path, body, stop);
        var text = await answer.Content.ReadAsStringAsync(stop);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {(int)answer.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement;
    }
}
