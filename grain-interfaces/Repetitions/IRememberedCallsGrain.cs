using Orleans.Concurrency;

namespace EventTicket.Repetitions;

/// <summary>
/// What one person's calls answered in the last 24 hours, by the caller's own ids; its key is the person's. For calls that set a
/// state and can be carried out twice without harm, such as following a category: an event, an order or an admin's record
/// remembers its own.
/// </summary>
[Alias("IRememberedCallsGrain")]
public interface IRememberedCallsGrain : IGrainWithGuidKey
{
    /// <summary>What the first call with this id answered, or nothing when there was none. Refused: idempotency-key-reused.</summary>
    [Alias("Recall"), ReadOnly]
    Task<Result<RememberedAnswer>> Recall(Operation operation);

    /// <summary>Keeps the answer of a success, unless there is one; answers the one that is kept. Refused: idempotency-key-reused.</summary>
    [Alias("Remember")]
    Task<Result<RememberedAnswer>> Remember(Operation operation, RememberedAnswer answer);
}

/// <param name="Status">The HTTP status; 0 when nothing was answered yet.</param>
/// <param name="Body">The body as it was sent; null when there was none. Nothing personal: it may be kept longer than the person.</param>
[GenerateSerializer, Immutable, Alias("RememberedAnswer")]
public sealed record RememberedAnswer([property: Id(0)] int Status, [property: Id(1)] string? Body = null)
{
    public static readonly RememberedAnswer None = new(0);
}
