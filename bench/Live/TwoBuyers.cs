using System.Net;
using EventTicket.Bench.OnSale;

namespace EventTicket.Bench.Live;

/// <summary>An event of twenty places and two people who each hold ten and give them back: many, few, none, few, many.</summary>
internal sealed class TwoBuyers
{
    private const int Each = 10;

    private readonly Gateway gateway;
    private readonly IReadOnlyList<Buyer> people;
    private readonly object request;
    private readonly Stack<(Buyer By, Guid Order)> held = new();

    private TwoBuyers(Gateway gateway, IReadOnlyList<Buyer> people, Guid eventId, Guid typeId) =>
        (this.gateway, this.people, EventId, request) = (gateway, people, eventId, new { eventId, items = new[] { new { ticketTypeId = typeId, quantity = Each } } });

    public Guid EventId { get; }

    public static async Task<TwoBuyers> Prepare(Gateway gateway, Target target)
    {
        var (eventId, typeId) = await Preparation.Event(gateway, target, 2 * Each);
        return new(gateway, await Preparation.Buyers(gateway, 2), eventId, typeId);
    }

    /// <summary>The next of the two takes ten places.</summary>
    public async Task Hold()
    {
        var buyer = people[held.Count];
        var order = await gateway.Must(HttpStatusCode.Created, HttpMethod.Post, "/purchase/tickets", buyer.Token, request);
        held.Push((buyer, order.GetProperty("orderId").GetGuid()));
    }

    /// <summary>Who took places last gives them back.</summary>
    public async Task GiveBack()
    {
        var (buyer, order) = held.Pop();
        var answer = await gateway.Send(HttpMethod.Delete, $"/purchase/orders/{order}", buyer.Token);
        if (answer.Status != (int)HttpStatusCode.NoContent)
        {
            throw new InvalidOperationException($"Giving places back was answered {answer}.");
        }
    }
}
