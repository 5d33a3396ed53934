namespace EventTicket.Web;

/// <summary>The bounds of a queue, in one web process.</summary>
/// <param name="AtOnce">Calls under way.</param>
/// <param name="Waiting">Calls that wait for one of those to end.</param>
/// <param name="OfOnePerson">Calls of one person, under way and waiting.</param>
/// <param name="Patience">Who has waited for so long is told to come back instead of being served: they may be gone.</param>
internal sealed record QueueSizes(int AtOnce, int Waiting, int OfOnePerson, TimeSpan Patience)
{
    /// <summary>Enough at a time for commits of good size, and few enough that whoever wants something else waits behind some milliseconds of work.</summary>
    public static readonly QueueSizes Usual = new(AtOnce: 512, Waiting: 10_000, OfOnePerson: 32, Patience: TimeSpan.FromSeconds(6));
}
