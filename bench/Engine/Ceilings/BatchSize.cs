namespace EventTicket.Bench.Engine;

/// <summary>How many facts one commit of the event carried at 512 callers, for the ceilings that write the same rows.</summary>
internal sealed class BatchSize
{
    private const int Most = 4096;

    /// <summary>A guess until it was measured.</summary>
    public int Facts { get; private set; } = 256;

    public void Learn(double commitsPerHold) => Facts = commitsPerHold > 0 ? Math.Clamp((int)Math.Round(1 / commitsPerHold), 1, Most) : Facts;
}
