namespace EventTicket.Sandbox;

/// <summary>Once a second: expires sessions, lets old authorisations lapse, settles refunds that take their time, forgets old idempotency keys.</summary>
internal sealed class Deadlines(Bank bank) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            while (await bank.Decide(EndOne))
            {
            }
            bank.ForgetOldReplies();
            await Task.Delay(TimeSpan.FromSeconds(1), stopping);
        }
    }

    // One thing per decision, because a ledger line holds one; false when nothing is due.
    private static bool EndOne(Change change)
    {
        if (change.Books.Sessions.Values.FirstOrDefault(session => session.Status == SessionStatus.Open && session.ExpiresAt <= change.Now) is { } session)
        {
            Sessions.Expire(change, session);
            return true;
        }
        if (change.Books.Intents.Values.FirstOrDefault(intent => intent.Status == IntentStatus.RequiresCapture && intent.Charge!.CaptureBefore <= change.Now) is { } intent)
        {
            change.Put(intent.Cancel("expired", change.Now));
            return true;
        }
        if (change.Books.Refunds.Values.FirstOrDefault(refund => refund.SettlesAt <= change.Now) is { } refund)
        {
            Refunds.Settle(change, refund, refund.SettlesAs!);
            return true;
        }
        return false;
    }
}
