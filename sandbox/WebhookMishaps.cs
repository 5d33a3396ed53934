namespace EventTicket.Sandbox;

/// <summary>A scripted mishap of the events that are sent, for tests.</summary>
/// <param name="Event">Which events: a type such as <c>charge.refunded</c>, or <c>*</c> for any.</param>
/// <param name="Kind">One of <see cref="WebhookMishaps.Kinds"/>.</param>
internal sealed record WebhookMishap(string Event, string Kind, int Times = 1, int DelayMs = 0);

/// <summary>What is to go wrong with the events: scripted, each used up by the events it names, or at random from a seed.</summary>
internal sealed class WebhookMishaps
{
    private const int Late = 2_000;

    /// <summary>The kinds, and what each means.</summary>
    public static readonly IReadOnlyDictionary<string, string> Kinds = new Dictionary<string, string>
    {
        ["lose"] = "it is never sent",
        ["delay"] = "it is sent after delayMs",
        ["repeat"] = "it is sent three times",
        ["hold-back"] = "it is sent after the next event that is not held back",
        ["forge"] = "it is signed with a wrong secret",
        ["old-signature"] = "it is signed as if sent ten minutes ago",
        ["old-version"] = "it is written as of another API version",
    };

    private readonly List<WebhookMishap> scripted = [];
    private Random? dice;

    public void Add(WebhookMishap mishap)
    {
        lock (scripted)
            scripted.Add(mishap);
    }

    /// <summary>From now on a third of all events is lost, a third is sent three times, and half of the rest comes late.</summary>
    public void Roll(int seed)
    {
        lock (scripted)
            dice = new(seed);
    }

    public void Clear()
    {
        lock (scripted)
        {
            scripted.Clear();
            dice = null;
        }
    }

    /// <summary>The mishap for this event, if one is due.</summary>
    public WebhookMishap? Take(string type)
    {
        lock (scripted)
        {
            var at = scripted.FindIndex(mishap => mishap.Event == "*" || mishap.Event == type);
            if (at < 0)
                return dice?.Next(6) switch { null or 5 => null, < 2 => new(type, "lose"), < 4 => new(type, "repeat"), _ => new(type, "delay", DelayMs: dice.Next(Late)) };
            var mishap = scripted[at];
            if (mishap.Times > 1)
                scripted[at] = mishap with { Times = mishap.Times - 1 };
            else
                scripted.RemoveAt(at);
            return mishap;
        }
    }
}
