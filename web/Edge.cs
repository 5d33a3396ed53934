using Orleans.Runtime;
using Orleans.Runtime.Messaging;

namespace EventTicket.Web;

/// <summary>
/// The one place where a call to the cluster is repeated. Only for reads and for calls that carry an operation's id or are safe
/// any number of times: an attempt that seemed lost may have had its effect.
/// </summary>
public sealed class Edge(TimeProvider clock, ILogger<Edge> log)
{
    private const int Attempts = 3;

    /// <summary>Below ten seconds, after which people and load balancers give up.</summary>
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(9);

    /// <summary>Calls, and repeats what was lost on the way, at most three times within nine seconds; then answers busy.</summary>
    public Task<Result<T>> Call<T>(Func<Task<Result<T>>> call) => Call(call, clock.GetTimestamp());

    /// <summary>The same for a request that has waited already.</summary>
    /// <param name="came">When it came, by the clock's timestamp: the nine seconds count from there, and once they are over nothing is called.</param>
    public async Task<Result<T>> Call<T>(Func<Task<Result<T>>> call, long came)
    {
        for (var attempt = 1; ; attempt++)
        {
            var left = Deadline - clock.GetElapsedTime(came);
            if (left <= TimeSpan.Zero)
            {
                return Refusal.Busy;
            }

            try
            {
                return await call().WaitAsync(left, clock);
            }
            catch (Exception lost) when (IsLost(lost))
            {
                var pause = Pause(attempt);
                if (attempt == Attempts || clock.GetElapsedTime(came) + pause >= Deadline)
                {
                    log.LogWarning(lost, "Gave up after {Attempt} attempts: {Reason}", attempt, lost.Message);
                    return Refusal.Busy;
                }

                log.LogInformation("Attempt {Attempt} was lost: {Reason}", attempt, lost.Message);
                await Task.Delay(pause, clock);
            }
        }
    }

    /// <summary>The same for an answer that cannot be refused.</summary>
    public Task<Result<T>> Read<T>(Func<Task<T>> call) => Read(call, clock.GetTimestamp());

    /// <inheritdoc cref="Read{T}(Func{Task{T}})"/>
    /// <inheritdoc cref="Call{T}(Func{Task{Result{T}}}, long)"/>
    public Task<Result<T>> Read<T>(Func<Task<T>> call, long came) => Call<T>(async () => await call(), came);

    /// <summary>Whether the outcome is unknown, or the call never arrived: a silo went away, or took too long.</summary>
    internal static bool IsLost(Exception exception) => exception
        is OutcomeUnknownException
        or TimeoutException
        or SiloUnavailableException
        or OrleansMessageRejectionException
        or ConnectionFailedException
        or GatewayTooBusyException
        or ClientNotAvailableException;

    /// <summary>A fifth of a second, then a second, each up to twice as long, so that those who were cut off together do not come back together.</summary>
    private static TimeSpan Pause(int attempt) => TimeSpan.FromSeconds((attempt == 1 ? 0.2 : 1) * (1 + Random.Shared.NextDouble()));
}
