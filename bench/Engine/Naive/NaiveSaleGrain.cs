using System.Collections.Immutable;

namespace EventTicket.Bench.Engine;

/// <summary>Sells places as the first page of the Orleans documentation would: decide, change the state, save all of it.</summary>
[Alias("EventTicket.Bench.INaiveSaleGrain")]
public interface INaiveSaleGrain : IGrainWithGuidKey
{
    /// <summary>Opens a sale in which so many are held already.</summary>
    [Alias("Open")]
    Task Open(int holds);

    /// <summary>Holds one place. The oldest hold goes, so that the state stays as large as it is.</summary>
    [Alias("Hold")]
    Task<Guid> Hold(Guid personId, string operation);

    /// <summary>How many were ever held, and the ids of those that are left.</summary>
    [Alias("Read")]
    Task<(int Held, ImmutableArray<Guid> Left)> Read();
}

internal sealed class NaiveSale
{
    public int Capacity { get; set; }

    public int Held { get; set; }

    public Queue<NaiveHold> Holds { get; set; } = [];
}

internal sealed record NaiveHold(Guid HoldId, Guid TicketTypeId, Guid PersonId, int Quantity, string Operation, DateTimeOffset HeldAt, DateTimeOffset ExpiresAt);

internal sealed class NaiveSaleGrain([PersistentState("bench-naive-sale")] IPersistentState<NaiveSale> saved, TimeProvider clock) : Grain, INaiveSaleGrain
{
    private static readonly Guid TicketTypeId = Guid.CreateVersion7();

    public async Task Open(int holds)
    {
        saved.State = new NaiveSale { Capacity = Acknowledged.Most + holds };
        for (var i = 0; i < holds; i++)
        {
            Add(Buyers.Next(), Buyers.NextKey());
        }

        await saved.WriteStateAsync();
    }

    public async Task<Guid> Hold(Guid personId, string operation)
    {
        if (saved.State.Held >= saved.State.Capacity)
        {
            throw new InvalidOperationException("A place was refused, though there are enough.");
        }

        saved.State.Holds.Dequeue();
        var holdId = Add(personId, operation);
        await saved.WriteStateAsync();
        return holdId;
    }

    public Task<(int Held, ImmutableArray<Guid> Left)> Read() => Task.FromResult((saved.State.Held, saved.State.Holds.Select(hold => hold.HoldId).ToImmutableArray()));

    private Guid Add(Guid personId, string operation)
    {
        var now = clock.GetUtcNow();
        var hold = new NaiveHold(Guid.CreateVersion7(), TicketTypeId, personId, 1, operation, now, now.AddMinutes(10));
        saved.State.Holds.Enqueue(hold);
        saved.State.Held++;
        return hold.HoldId;
    }
}
