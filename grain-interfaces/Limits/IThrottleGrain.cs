namespace EventTicket.Limits;

/// <summary>
/// Counts attempts under one name, for all processes together: "address 192.0.2.7", "account …". In memory: a silo that dies
/// forgets, which errs on the side of letting people in. Use key <see cref="GrainKeys.Throttle"/>.
/// </summary>
[Alias("IThrottleGrain")]
public interface IThrottleGrain : IGrainWithStringKey
{
    /// <summary>
    /// Takes one of <paramref name="most"/> attempts that come back evenly over <paramref name="window"/>. Refused:
    /// too-many-requests with the time until the next one; nothing is taken then, so nobody can lock somebody out for longer.
    /// </summary>
    [Alias("Take")]
    Task<Result<Done>> Take(int most, TimeSpan window);

    /// <summary>Gives all attempts back.</summary>
    [Alias("Forget")]
    Task Forget();
}
