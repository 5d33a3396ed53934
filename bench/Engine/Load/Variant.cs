namespace EventTicket.Bench.Engine;

/// <summary>One way to take places of one event.</summary>
/// <param name="key">Its name in the figures, such as <c>d-512</c>.</param>
/// <param name="says">What it is, for the table.</param>
/// <param name="callers">How many ask at the same time, each again as soon as it has its answer.</param>
internal abstract class Variant(string key, string says, int callers)
{
    public string Key { get; } = key;

    public string Says { get; } = says;

    public int Callers { get; } = callers;

    /// <summary>Whether commits, flushes and WAL are its own to tell.</summary>
    public virtual bool UsesDatabase => true;

    /// <summary>Opens a sale in which nothing is taken.</summary>
    public abstract Task Prepare();

    /// <summary>Takes places for one person, or for a batch of them, and notes what was acknowledged.</summary>
    /// <returns>How many holds that were.</returns>
    /// <exception cref="InvalidOperationException">A place was refused, though there are enough.</exception>
    public abstract ValueTask<int> Take(int caller, Acknowledged told);

    /// <summary>Closes connections of its own: only then has the database counted all that they did.</summary>
    public virtual void CloseConnections()
    {
    }

    /// <summary>What is wrong with what was sold, one sentence each.</summary>
    public abstract Task<IReadOnlyList<string>> Check(Acknowledged told);

    /// <summary>Leaves nothing behind for whoever is measured next.</summary>
    public abstract Task CleanUp();
}
