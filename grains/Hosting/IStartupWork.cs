using Orleans;

namespace EventTicket.Hosting;

/// <summary>
/// Something that must be there before the silo calls itself ready: the first admin, demo data. Register it as
/// <c>services.AddSingleton&lt;IStartupWork, …&gt;()</c>. The silo runs all of it in the order of registration once it is
/// active, repeats what fails with growing pauses, and is not ready before. Silos take turns, and each runs it at each
/// of its starts: work that finds its result already there returns at once.
/// </summary>
public interface IStartupWork
{
    /// <summary>What is being done, for the log and <c>/health/ready</c>: "first admin".</summary>
    string Name { get; }

    /// <summary>Does the work, or throws to be called again later.</summary>
    Task Run(IGrainFactory grains, CancellationToken stopping);
}
