namespace EventTicket.Limits;

/// <summary>A bucket of attempts that fills evenly. Nothing is saved.</summary>
internal sealed class ThrottleGrain(TimeProvider clock) : Grain, IThrottleGrain
{
    private double taken;
    private DateTimeOffset at;

    public Task<Result<Done>> Take(int most, TimeSpan window)
    {
        var now = clock.GetUtcNow();
        taken = Math.Max(0, taken - (now - at) / window * most);
        at = now;
        if (taken + 1 > most)
        {
            return Task.FromResult<Result<Done>>(new Refusal(RefusalCode.TooManyRequests, RetryAfter: window / most * (taken + 1 - most)));
        }

        taken++;
        // Remembered until it would be full again, and no longer.
        DelayDeactivation(window);
        return Task.FromResult<Result<Done>>(Done.It);
    }

    public Task Forget()
    {
        taken = 0;
        DeactivateOnIdle();
        return Task.CompletedTask;
    }
}
