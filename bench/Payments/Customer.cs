using System.Net;
using System.Text.Json;
using EventTicket.Bench.OnSale;

namespace EventTicket.Bench.Payments;

/// <summary>How somebody pays.</summary>
internal enum Manner
{
    /// <summary>By a card that the gateway is told.</summary>
    Card,

    /// <summary>On the provider's page, and looks at the order afterwards.</summary>
    Page,

    /// <summary>On the provider's page, and closes the tab.</summary>
    PageAndGone,

    /// <summary>By a card that is refused, then by a good one.</summary>
    RefusedFirst,

    /// <summary>By a card whose bank wants to see them.</summary>
    AskedByBank,

    /// <summary>Opens the provider's page, thinks better of it and gives the places back.</summary>
    GivesUp,
}

/// <summary>Somebody who orders and pays, whatever dies meanwhile, and remembers all they were told.</summary>
/// <param name="quantity">Places, 1 or 2.</param>
internal sealed class Customer(Buyer person, Manner manner, int quantity, Gateway gateway)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly HttpClient Browser = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(20) };
    private readonly Dictionary<string, List<Answer>> told = [];
    private readonly List<string> complaints = [];

    public Manner Manner { get; } = manner;

    public int Quantity { get; } = quantity;

    public Guid OrderId => person.OrderId ?? Guid.Empty;

    /// <summary>Sentences about what cannot be true together.</summary>
    public IReadOnlyList<string> Complaints => complaints;

    public bool ShouldHaveTickets => Manner != Manner.GivesUp;

    public async Task Go(Guid eventId, Guid ticketTypeId)
    {
        await person.Hold(gateway, new { eventId, items = new[] { new { ticketTypeId, quantity = Quantity } } });
        if (person.OrderId is null)
        {
            complaints.Add($"{Manner}: no places, but {string.Join(", ", person.Answers)}.");
            return;
        }

        switch (Manner)
        {
            case Manner.Card:
                await Pay("card", "pm_card_visa");
                break;
            case Manner.RefusedFirst:
                await Pay("refused", "pm_card_chargeDeclined");
                await Pay("card", "pm_card_visa");
                break;
            case Manner.AskedByBank:
                await Visit((await Pay("asked", "pm_card_authenticationRequired")).Body, new() { ["answer"] = "approve" });
                await See("issued", "paid");
                break;
            case Manner.GivesUp:
                await Pay("page", null);
                await Ask("released", () => gateway.Send(HttpMethod.Delete, $"/purchase/orders/{OrderId}", person.Token));
                break;
            default:
                var card = new Dictionary<string, string> { ["number"] = "4242 4242 4242 4242", ["expiry"] = "12/44", ["cvc"] = "123", ["name"] = "Ada Lovelace" };
                await Visit((await Pay("page", null)).Body, card);
                if (Manner == Manner.Page)
                {
                    await See("issued", "paid");
                }

                break;
        }
    }

    /// <summary>Asks everything once more: what was said must still be true.</summary>
    public async Task AskAgain()
    {
        foreach (var (what, method) in new[] { ("card", "pm_card_visa"), ("refused", "pm_card_chargeDeclined") })
        {
            if (told.ContainsKey(what))
            {
                await Pay(what, method);
            }
        }

        if (person.OrderId is null)
        {
            return;
        }

        var order = await Ask("order", () => gateway.Send(HttpMethod.Get, $"/purchase/orders/{OrderId}", person.Token));
        var status = order.Status == 200 ? order.Body.GetProperty("status").GetString() : order.ToString();
        if (status != (ShouldHaveTickets ? "paid" : "released"))
        {
            complaints.Add($"{Manner}: the order {OrderId} reads {status}.");
        }

        var codes = told.Values.SelectMany(answers => answers).Where(answer => answer.Status == 200).Select(Codes).Where(codes => codes != "").Distinct().ToList();
        if (codes.Count != (ShouldHaveTickets ? 1 : 0))
        {
            complaints.Add($"{Manner}: the order {OrderId} was told {codes.Count} sets of tickets.");
        }

        foreach (var (what, answers) in told.Where(pair => pair.Key is "card" or "refused" or "released"))
        {
            var expected = what switch { "card" => 200, "refused" => 402, _ => 204 };
            if (answers.Find(answer => answer.Status != expected) is { } other)
            {
                complaints.Add($"{Manner}: {what} of the order {OrderId} was answered {string.Join(", then ", answers)}: {other.Text}");
            }
        }
    }

    private static string Codes(Answer answer) => answer.Body.TryGetProperty("tickets", out var tickets) && tickets.ValueKind == JsonValueKind.Array
        ? string.Join(' ', tickets.EnumerateArray().Select(ticket => ticket.GetProperty("code").GetString()).Order(StringComparer.Ordinal))
        : "";

    private Task<Answer> Pay(string what, string? method)
    {
        var key = $"{what}-{OrderId}";
        return Ask(what, () => gateway.Send(HttpMethod.Post, "/payment/process", person.Token, key, method is null ? new { orderId = OrderId } : new { orderId = OrderId, paymentMethod = method }));
    }

    /// <summary>Looks at the order until it reads as it should.</summary>
    private async Task See(params string[] statuses)
    {
        var until = TimeProvider.System.GetUtcNow() + Patience;
        while (TimeProvider.System.GetUtcNow() < until)
        {
            var order = await Ask("order", () => gateway.Send(HttpMethod.Get, $"/purchase/orders/{OrderId}", person.Token));
            if (order.Status == 200 && statuses.Contains(order.Body.GetProperty("status").GetString()))
            {
                return;
            }

            await Task.Delay(500);
        }

        complaints.Add($"{Manner}: the order {OrderId} never read {string.Join(" or ", statuses)}.");
    }

    /// <summary>Fills in the provider's page, again and again until it leads on.</summary>
    private async Task Visit(JsonElement answer, Dictionary<string, string> fields)
    {
        if (!answer.TryGetProperty("url", out var url))
        {
            complaints.Add($"{Manner}: the order {OrderId} was given no page but {answer}.");
            return;
        }

        var until = TimeProvider.System.GetUtcNow() + Patience;
        var status = 0;
        while (TimeProvider.System.GetUtcNow() < until)
        {
            try
            {
                using var form = new FormUrlEncodedContent(fields);
                using var page = await Browser.PostAsync(url.GetString(), form);
                status = (int)page.StatusCode;
                if (page.StatusCode is HttpStatusCode.SeeOther or HttpStatusCode.OK)
                {
                    return;
                }
            }
            catch (Exception lost) when (lost is HttpRequestException or TaskCanceledException or IOException)
            {
                // The bank is being started again.
                status = 0;
            }

            await Task.Delay(300);
        }

        complaints.Add($"{Manner}: the page of the order {OrderId} answered {status}.");
    }

    /// <summary>Asks until it is decided, and remembers the answer.</summary>
    private async Task<Answer> Ask(string what, Func<Task<Answer>> call)
    {
        var until = TimeProvider.System.GetUtcNow() + Patience;
        while (true)
        {
            var answer = await call();
            var undecided = answer.IsUnknown || answer.IsLater || answer.Code == "payment-pending"
                || (answer.Status == 202 && answer.Text.Contains("\"processing\"", StringComparison.Ordinal));
            if (!undecided || TimeProvider.System.GetUtcNow() > until)
            {
                told.TryAdd(what, []);
                told[what].Add(answer);
                return answer;
            }

            await Task.Delay(answer.RetryAfter is { } later && later < TimeSpan.FromSeconds(3) ? later : TimeSpan.FromMilliseconds(500));
        }
    }
}
