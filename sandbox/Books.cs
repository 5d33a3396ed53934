namespace EventTicket.Sandbox;

/// <summary>The result that an idempotency key answers from now on.</summary>
internal sealed record KeptReply(string Key, string Fingerprint, long At, Reply Reply);

/// <summary>One line of the ledger: everything one decision changed, as whole objects, so that a torn line loses all of it or nothing.</summary>
internal sealed record LedgerEntry(long At)
{
    public PaymentIntent? Intent { get; init; }
    public Session? Session { get; init; }
    public Refund? Refund { get; init; }
    public IReadOnlyList<Dispute>? Disputes { get; init; }
    public KeptReply? Reply { get; init; }
    public bool IsEmpty => Intent is null && Session is null && Refund is null && Disputes is null && Reply is null;
}

/// <summary>Everything the bank knows: the sum of its ledger's lines.</summary>
internal sealed class Books
{
    // In the order they were made, which lists are told in.
    public OrderedDictionary<string, PaymentIntent> Intents { get; } = [];
    public OrderedDictionary<string, Session> Sessions { get; } = [];
    public OrderedDictionary<string, Refund> Refunds { get; } = [];
    public OrderedDictionary<string, Dispute> Disputes { get; } = [];
    public Dictionary<string, KeptReply> Replies { get; } = [];

    /// <summary>Live and in replay alike: the latest version of an object wins.</summary>
    public void Apply(LedgerEntry entry)
    {
        if (entry.Intent is { } intent)
            Intents[intent.Id] = intent;
        if (entry.Session is { } session)
            Sessions[session.Id] = session;
        if (entry.Refund is { } refund)
            Refunds[refund.Id] = refund;
        foreach (var dispute in entry.Disputes ?? [])
            Disputes[dispute.Id] = dispute;
        if (entry.Reply is { } reply)
            Replies[reply.Key] = reply;
    }
}
