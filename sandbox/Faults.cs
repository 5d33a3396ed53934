namespace EventTicket.Sandbox;

/// <summary>A scripted mishap of a call, for tests.</summary>
/// <param name="Call">Which call, such as <c>payment_intents.create</c>.</param>
/// <param name="Kind">One of <see cref="Faults.Kinds"/>.</param>
/// <param name="DelayMs">Waits this long first, whatever the kind; for <c>silence</c> afterwards.</param>
internal sealed record Fault(string Call, string Kind, int Times = 1, int DelayMs = 0);

/// <summary>The mishaps still to come: each is used up by the calls it names, first come first served.</summary>
internal sealed class Faults
{
    /// <summary>The kinds, and what each means.</summary>
    public static readonly IReadOnlyDictionary<string, string> Kinds = new Dictionary<string, string>
    {
        ["fail-before"] = "500; nothing happened, and the key is free",
        ["fail-kept"] = "500; nothing happened, and the key answers this 500 from now on, as at Stripe",
        ["fail-after"] = "500; it happened, and the key answers this 500 from now on",
        ["lose-reply"] = "it happened, and the connection breaks instead of an answer",
        ["silence"] = "it happened; nothing is heard for delayMs (30 s unless said), then the connection breaks",
        ["delay"] = "as usual, after delayMs",
        ["conflict"] = "409; nothing happened, and the key is free",
    };

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
