using EventTicket.Bench.Lines;

namespace EventTicket.Bench.Http;

/// <summary>Something that is asked of the gateway over and over.</summary>
/// <param name="key">Its name in the figures.</param>
/// <param name="says">What it is, for the table.</param>
internal abstract class HttpVariant(string key, string says)
{
    public string Key { get; } = key;

    public string Says { get; } = says;

    /// <summary>Opens a sale in which nothing is taken.</summary>
    public virtual Task Prepare() => Task.CompletedTask;

    /// <summary>Asks once, in one call or in several.</summary>
    /// <returns>Whether it came to what it should.</returns>
    public abstract ValueTask<bool> Ask(Caller caller);

    /// <summary>Waits for what follows by itself, and says how long each part of it took.</summary>
    public virtual Task<IReadOnlyList<(string What, TimeSpan Took)>> Settle() => Task.FromResult<IReadOnlyList<(string, TimeSpan)>>([]);

    /// <summary>What is wrong with what was sold, one sentence each.</summary>
    public virtual Task<IReadOnlyList<string>> Check(IReadOnlyList<Caller> callers) => Task.FromResult<IReadOnlyList<string>>([]);
}
