using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using EventTicket.Bench.OnSale;

namespace EventTicket.Bench.Followers;

/// <summary>People who buy one free ticket after the other: a place held and its ticket issued, both durable. How long each takes is noted by what happens beside it.</summary>
internal sealed class Sale : IDisposable
{
    // More than come within the time a purchase may take.
    private const int Buyers = 40;

    // Few enough that the machine has time to spare, receipts included: how long a purchase takes then says who disturbs it.
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(250);

    private readonly Gateway gateway;
    private readonly ConcurrentQueue<Buyer> resting;
    private readonly object body;

    private Sale(Gateway gateway, IReadOnlyList<Buyer> people, object body) => (this.gateway, resting, this.body) = (gateway, new(people), body);

    /// <summary>Times by what happened beside the purchases, in order.</summary>
    public List<(string Beside, List<TimeSpan> Times)> Times { get; } = [];

    /// <summary>Answers that nobody should get, a sentence each.</summary>
    public HashSet<string> Wrong { get; } = [];

    public static async Task<Sale> Open(Gateway gateway, Target target, string admin)
    {
        var categories = await gateway.Must(HttpStatusCode.OK, HttpMethod.Get, "/catalog/categories");
        var category = categories.GetProperty("items")[0].GetProperty("categoryId").GetGuid();
        var made = await gateway.Must(HttpStatusCode.Created, HttpMethod.Post, "/events", admin, Event("On sale beside it", category));
        var body = new
        {
            eventId = made.GetProperty("eventId").GetGuid(),
            items = new[] { new { ticketTypeId = made.GetProperty("ticketTypes")[0].GetProperty("ticketTypeId").GetGuid(), quantity = 1 } },
        };
        return new(new Gateway(target.Gateway), await Preparation.Buyers(gateway, Buyers), body);
    }

    public static object Event(string title, Guid category)
    {
        var starts = TimeProvider.System.GetUtcNow().AddDays(30);
        return new
        {
            title,
            description = "Whoever follows its kind hears of it.",
            categoryId = category,
            venue = new { name = "Arena", address = "Ring road 1", city = "Bologna" },
            startsAt = starts,
            endsAt = starts.AddHours(3),
            timeZone = "Europe/Rome",
            currency = "EUR",
            ticketTypes = new[] { new { name = "Standing", price = 0, capacity = 1_000_000 } },
            maxPerPerson = 1_000,
            publish = true,
        };
    }

    /// <summary>Has somebody buy every <see cref="Every"/> for as long as the work lasts, whether or not those before them are done.</summary>
    public async Task Measure(string beside, Func<Task> work)
    {
        var working = work();
        List<Task<TimeSpan?>> bought = [];
        using var next = new PeriodicTimer(Every);
        while (!working.IsCompleted && await next.WaitForNextTickAsync())
        {
            // Who still waits for an answer, from a silo that was killed, would take the place of their own hold.
            if (resting.TryDequeue(out var buyer))
            {
                bought.Add(Buy(buyer));
            }
        }

        await working;
        Times.Add((beside, [.. (await Task.WhenAll(bought)).OfType<TimeSpan>()]));
    }

    // No answer, and "later", are what a killed silo leaves behind; they are no purchase and no fault.
    private async Task<TimeSpan?> Buy(Buyer buyer)
    {
        var began = Stopwatch.GetTimestamp();
        try
        {
            return await Bought(buyer) ? Stopwatch.GetElapsedTime(began) : null;
        }
        finally
        {
            resting.Enqueue(buyer);
        }
    }

    private async Task<bool> Bought(Buyer buyer)
    {
        var held = await gateway.Send(HttpMethod.Post, "/purchase/tickets", buyer.Token, $"hold-{Guid.NewGuid():N}", body);
        if (held.Status != 201)
        {
            return Refused(held);
        }

        var paid = await gateway.Send(HttpMethod.Post, "/payment/process", buyer.Token, $"pay-{Guid.NewGuid():N}", new { orderId = held.Body.GetProperty("orderId").GetGuid() });
        return paid.Status == 200 || Refused(paid);
    }

    private bool Refused(Answer answer)
    {
        if (!answer.IsUnknown && !answer.IsLater)
        {
            lock (Wrong)
            {
                Wrong.Add($"A purchase was answered {answer}.");
            }
        }

        return false;
    }

    public void Dispose() => gateway.Dispose();
}
