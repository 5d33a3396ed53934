namespace EventTicket.Events;

/// <summary>One code, and how often it is used.</summary>
internal sealed class CodeState(EventCode code)
{
    public EventCode Code { get; } = code;

    /// <summary>Open holds and orders with tickets that use it.</summary>
    public int Used { get; set; }

    /// <summary>Nobody can use it any more; orders that do keep what it gave them.</summary>
    public bool IsRemoved { get; set; }

    public bool IsFor(Guid typeId) => Code.TicketTypes.IsEmpty || Code.TicketTypes.Contains(typeId);

    /// <summary>What a place of the type costs with it, in minor units.</summary>
    public long Off(long price) => Code.Kind switch
    {
        CodeKind.Percent => price - (price * Code.Value / 100),
        CodeKind.Amount => Math.Max(0, price - Code.Value),
        _ => price,
    };

    public CodeSheet Sheet => new(Code, Used);
}
