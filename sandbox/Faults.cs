namespace EventTicket.Sandbox;

/// <summary>A scripted mishap, for tests.</summary>
/// <param name="Call">Which call, such as <c>payment_intents.create</c>.</param>
/// <param name="Kind">
/// <c>fail-before</c>: 500, nothing happened. <c>fail-after</c>: it happened, the answer is 500 and the key keeps that 500, as at Stripe.
/// <c>lose-reply</c>: it happened, the connection breaks. <c>delay</c>: late, else as usual. <c>conflict</c>: 409, nothing happened.
/// </param>
internal sealed record Fault(string Call, string Kind, int Times = 1, int DelayMs = 0);

/// <summary>The mishaps still to come: each is used up by the calls it names, first come first served.</summary>
internal sealed class Faults
{
    public static readonly string[] Kinds = ["fail-before", "fail-after", "lose-reply", "delay", "conflict"];
    private readonly List<Fault> scripted = [];

    public void Add(Fault fault)
    {
        lock (scripted)
            scripted.Add(fault);
    }

    public void Clear()
    {
        lock (scripted)
            scripted.Clear();
    }

    /// <summary>The mishap for this call, if one is due.</summary>
    public Fault? Take(string call)
    {
        lock (scripted)
        {
            var at = scripted.FindIndex(fault => fault.Call == call);
            if (at < 0)
                return null;
            var fault = scripted[at];
            if (fault.Times > 1)
                scripted[at] = fault with { Times = fault.Times - 1 };
            else
                scripted.RemoveAt(at);
            return fault;
        }
    }
}
