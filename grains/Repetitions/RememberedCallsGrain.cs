using System.Collections.Immutable;
using EventTicket.Hosting;
using Orleans.Runtime;

namespace EventTicket.Repetitions;

internal sealed class RememberedCallsGrain([PersistentState("remembered-calls")] IPersistentState<RememberedCalls> saved, TimeProvider clock)
    : SavedGrain<RememberedCalls>(saved), IRememberedCallsGrain
{
    private static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    /// <summary>Of one person; beyond, the oldest is forgotten.</summary>
    private const int Most = 200;

    public Task<Result<RememberedAnswer>> Recall(Operation operation) => Task.FromResult(Find(operation));

    public async Task<Result<RememberedAnswer>> Remember(Operation operation, RememberedAnswer answer)
    {
        var known = Find(operation);
        if (!known.Succeeded || known.Value != RememberedAnswer.None)
        {
            return known;
        }

        var now = clock.GetUtcNow();
        await Save(new() { Calls = [.. Fresh.Append(new(operation.Key, operation.Fingerprint, now, answer)).TakeLast(Most)] });
        return answer;
    }

    private IEnumerable<RememberedCall> Fresh => State.Calls.Where(call => call.At > clock.GetUtcNow() - Kept);

    private Result<RememberedAnswer> Find(Operation operation) => Fresh.FirstOrDefault(call => call.Key == operation.Key) switch
    {
        null => RememberedAnswer.None,
        var call when call.Fingerprint == operation.Fingerprint => call.Answer,
        _ => Refusal.KeyReused,
    };
}

internal sealed record RememberedCalls
{
    /// <summary>The oldest first.</summary>
    public ImmutableArray<RememberedCall> Calls { get; init; } = [];
}

internal sealed record RememberedCall(string Key, string Fingerprint, DateTimeOffset At, RememberedAnswer Answer);
