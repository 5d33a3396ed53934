namespace EventTicket.Bench.Engine;

/// <summary>Every hold that somebody was told they have. One array for the whole run, so that keeping it costs the variants nothing.</summary>
internal sealed class Acknowledged
{
    /// <summary>Holds of one measurement: as many as there are places of an event.</summary>
    public const int Most = 999_000;

    private readonly Guid[] ids = new Guid[Most];
    private int count;

    public int Count => Math.Min(Volatile.Read(ref count), Most);

    public ReadOnlySpan<Guid> Ids => ids.AsSpan(0, Count);

    /// <exception cref="InvalidOperationException">There are no more places than <see cref="Most"/>.</exception>
    public void Add(Guid id)
    {
        var at = Interlocked.Increment(ref count) - 1;
        if (at >= Most)
        {
            throw new InvalidOperationException($"More than {Most} places were taken; measure for fewer seconds.");
        }

        ids[at] = id;
    }

    public void Forget() => Volatile.Write(ref count, 0);

    /// <summary>Compares with what was written: each acknowledged hold once, and none that nobody was told of.</summary>
    public IEnumerable<string> Compare(IReadOnlyCollection<Guid> written)
    {
        var told = new HashSet<Guid>(Count);
        foreach (var id in Ids)
        {
            told.Add(id);
        }

        if (told.Count != Count)
        {
            yield return $"{Count - told.Count} holds were acknowledged twice.";
        }

        var once = new HashSet<Guid>(written);
        if (once.Count != written.Count)
        {
            yield return $"{written.Count - once.Count} holds are written twice.";
        }

        var lost = told.Count(id => !once.Contains(id));
        if (lost > 0)
        {
            yield return $"{lost} acknowledged holds are not written.";
        }

        if (once.Count - (told.Count - lost) is > 0 and var unknown)
        {
            yield return $"{unknown} holds are written that nobody was told of.";
        }
    }
}
