using Microsoft.Extensions.Logging;

namespace EventTicket.Payments;

/// <summary>
/// Knows whether it is worth asking the provider. After <see cref="FailuresToOpen"/> calls in a row without an answer nobody asks for
/// <see cref="Pause"/>; then one call may try, and what becomes of it decides for all. One per silo.
/// </summary>
internal sealed class ProviderCircuit(TimeProvider clock, ILogger<ProviderCircuit> log)
{
    public const int FailuresToOpen = 5;

    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Lately = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private int failures;
    private long? silentSince;
    private long? heardAt;

    /// <summary>It answered within the last second: somebody is paying.</summary>
    public bool IsInUse
    {
        get
        {
            lock (gate)
            {
                return heardAt is { } at && clock.GetElapsedTime(at) < Lately;
            }
        }
    }

    /// <summary>Whether to call. Who is told yes says afterwards what became of it.</summary>
    public bool MayAsk()
    {
        lock (gate)
        {
            if (silentSince is not { } since)
            {
                return true;
            }

            if (clock.GetElapsedTime(since) < Pause)
            {
                return false;
            }

            // This one tries; for the others the pause begins anew, also should this one never come back.
            silentSince = clock.GetTimestamp();
            return true;
        }
    }

    /// <param name="answered">The provider said something that makes sense, be it a refusal.</param>
    public void Heard(bool answered)
    {
        lock (gate)
        {
            (failures, heardAt) = answered ? (0, clock.GetTimestamp()) : (failures + 1, heardAt);
            if (answered && silentSince is not null)
            {
                log.LogWarning("The payment provider answers again");
                silentSince = null;
            }
            else if (failures >= FailuresToOpen)
            {
                if (silentSince is null)
                {
                    log.LogError("The payment provider did not answer {Failures} calls in a row; buyers are told at once and it is tried every {Pause}", failures, Pause);
                }

                silentSince = clock.GetTimestamp();
            }
        }
    }
}
