namespace EventTicket.Sandbox;

/// <summary>
/// Decides, one decision at a time, and answers only when the ledger is on disk up to and including what the answer rests on:
/// reads wait too, so nobody hears of a payment that a crash could still undo.
/// </summary>
internal sealed class Bank
{
    // Stripe promises 24 hours; the extra one spares us arguing about the last minute.
    private const long KeepRepliesSeconds = 25 * 3600;
    private readonly Lock gate = new();
    private readonly Books books = new();
    private readonly Ledger ledger;
    private readonly Webhooks webhooks;
    private readonly TimeProvider time;

    public Bank(Ledger ledger, Webhooks webhooks, TimeProvider time)
    {
        (this.ledger, this.webhooks, this.time) = (ledger, webhooks, time);
        ledger.Replay(books.Apply);
    }

    /// <summary>Runs <paramref name="decision"/>, which must not await or block, and returns its answer once it is durable.</summary>
    public async Task<T> Decide<T>(Func<Change, T> decision)
    {
        Change change;
        T answer;
        Task durable;
        lock (gate)
        {
            change = new(books, time.GetUtcNow().ToUnixTimeSeconds());
            answer = decision(change);
            durable = change.Entry.IsEmpty ? ledger.Durable : ledger.Append(change.Entry);
            books.Apply(change.Entry);
        }
        await durable;
        webhooks.Send(change.Events);
        return answer;
    }

    /// <summary>Until the next start every key is free again.</summary>
    public void ForgetAllReplies()
    {
        lock (gate)
            books.Replies.Clear();
    }

    /// <summary>Idempotency keys are forgotten after a day.</summary>
    public void ForgetOldReplies()
    {
        lock (gate)
        {
            var oldest = time.GetUtcNow().ToUnixTimeSeconds() - KeepRepliesSeconds;
            foreach (var key in books.Replies.Values.Where(reply => reply.At < oldest).Select(reply => reply.Key).ToList())
                books.Replies.Remove(key);
        }
    }
}
