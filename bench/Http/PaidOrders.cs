using EventTicket.Bench.Lines;

namespace EventTicket.Bench.Http;

/// <summary>A complete purchase: a place held, the card charged at the sandbox, the ticket's code in the answer. The money is taken a moment later, the receipt follows.</summary>
internal sealed class PaidOrders(Sales sales, Target target, IReadOnlyList<SignedIn> people) : HttpVariant("paid-order", "hold + pay + ticket, sandbox included")
{
    private readonly byte[][] heads = [.. people.Select(person => Requests.PostHead("/payment/process", person.Token, "pay", Requests.Payment(Guid.Empty).Length))];

    public override Task Prepare() => sales.Open();

    public override async ValueTask<bool> Ask(Caller caller)
    {
        var (person, head, body) = sales.Next();
        var held = await caller.Decide("a hold", head, body);
        if (held.Status != 201 || held.Id("\"orderId\":\""u8) is not { } order)
        {
            return caller.Note("a hold", held);
        }

        var paid = await caller.Decide("a payment", heads[person], Requests.Payment(order));
        if (paid.Status != 200 || paid.Body.Span.IndexOf("\"code\":\""u8) < 0)
        {
            return caller.Note("a payment", paid);
        }

        caller.Told.Add(order);
        return true;
    }

    public override async Task<IReadOnlyList<(string What, TimeSpan Took)>> Settle() => await new Aftermath(target).Wait();

    public override Task<IReadOnlyList<string>> Check(IReadOnlyList<Caller> callers) => new SalesChecks(target, sales.Ids, callers).Paid();
}
