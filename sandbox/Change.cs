namespace EventTicket.Sandbox;

/// <summary>What one decision reads and writes. Nothing is seen by others until the decision has returned.</summary>
internal sealed class Change(Books books, long now)
{
    /// <summary>Unix seconds.</summary>
    public long Now { get; } = now;

    public LedgerEntry Entry { get; private set; } = new(now);

    /// <summary>The webhook events that this decision causes, in order.</summary>
    public List<(string Type, object About)> Events { get; } = [];

    public Books Books => books;

    public PaymentIntent? Intent(string? id) => Entry.Intent is { } put && put.Id == id ? put : books.Intents.GetValueOrDefault(id ?? "");

    public PaymentIntent? IntentOfCharge(string? charge) => books.Intents.Values.FirstOrDefault(intent => intent.Charge?.Id == charge);

    public Session? Session(string? id) => Entry.Session is { } put && put.Id == id ? put : books.Sessions.GetValueOrDefault(id ?? "");

    public void Put(PaymentIntent intent)
    {
        var before = Intent(intent.Id);
        Events.AddRange(Happenings.Of(before, intent, this));
        Entry = Entry with { Intent = intent };
        if (intent.Received > 0 && before?.Received is null or 0)
            Disputes.Follow(this, intent);
    }

    public void Put(Session session)
    {
        Events.AddRange(Happenings.Of(Session(session.Id), session, Intent(session.Intent)));
        Entry = Entry with { Session = session };
    }

    public void Put(Refund refund)
    {
        Events.AddRange(Happenings.Of(books.Refunds.GetValueOrDefault(refund.Id), refund, this));
        Entry = Entry with { Refund = refund };
    }

    public void Put(Dispute dispute)
    {
        Events.AddRange(Happenings.Of(books.Disputes.GetValueOrDefault(dispute.Id), dispute, this));
        Entry = Entry with { Disputes = [.. Entry.Disputes ?? [], dispute] };
    }

    public void Keep(string key, string fingerprint, Reply reply) => Entry = Entry with { Reply = new(key, fingerprint, Now, reply) };
}
