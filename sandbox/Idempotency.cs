namespace EventTicket.Sandbox;

/// <summary>
/// Which keys are being worked on. Kept results are the bank's, in the ledger line of what they answer: after a crash either both are
/// there or neither, so a repeated call never charges twice.
/// </summary>
internal sealed class Idempotency(Bank bank)
{
    private const int LongestKey = 255;
    private readonly HashSet<string> inProgress = [];

    /// <summary>Runs <paramref name="work"/> unless the key has an answer already, was used for something else, or is in use.</summary>
    /// <returns>The answer, and whether it is an earlier one.</returns>
    public async Task<(Reply Reply, bool Replayed)> Once(Call call, Func<Task<Reply>> work)
    {
        if (call.Key is not { } key)
            return (await work(), false);
        if (key.Length > LongestKey)
            return (StripeErrors.Invalid($"Idempotency-Key must be at most {LongestKey} characters."), false);

        lock (inProgress)
            if (!inProgress.Add(key))
                return (StripeErrors.KeyInUse(), false);
        try
        {
            var kept = await bank.Decide(change => change.Books.Replies.GetValueOrDefault(key));
            if (kept is null)
                return (await work(), false);
            return kept.Fingerprint == call.Fingerprint ? (kept.Reply, true) : (StripeErrors.KeyReused(), false);
        }
        finally
        {
            lock (inProgress)
                inProgress.Remove(key);
        }
    }
}
