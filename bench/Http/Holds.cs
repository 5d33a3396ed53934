using EventTicket.Bench.Lines;

namespace EventTicket.Bench.Http;

/// <summary>A place held, durable before the answer: another person each time, with a key of their own.</summary>
internal sealed class Holds(Sales sales, Target target) : HttpVariant("hold", "POST /purchase/tickets, one place of one event")
{
    public override Task Prepare() => sales.Open();

    public override async ValueTask<bool> Ask(Caller caller)
    {
        var (_, head, body) = sales.Next();
        var reply = await caller.Decide(Key, head, body);
        if (reply.Status != 201 || reply.Id("\"orderId\":\""u8) is not { } order)
        {
            return caller.Note(Key, reply);
        }

        caller.Told.Add(order);
        return true;
    }

    public override Task<IReadOnlyList<string>> Check(IReadOnlyList<Caller> callers) => new SalesChecks(target, sales.Ids, callers).Held();
}
