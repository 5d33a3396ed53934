using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;

namespace EventTicket.Hosting;

/// <summary>
/// A grain with saved state, and the one way to save it. <typeparamref name="TState"/> is best a record that is replaced
/// as a whole: what the grain shows is then always what was saved.
/// </summary>
/// <param name="saved">The state, <c>[PersistentState("a name no other grain class uses")]</c>: a row's key is that
/// name and the grain's key, not its class.</param>
internal abstract class SavedGrain<TState>(IPersistentState<TState> saved) : Grain
{
    /// <summary>What is saved.</summary>
    protected TState State => saved.State;

    /// <summary>Whether anything is saved; a new grain's state is its initial value.</summary>
    protected bool Exists => saved.RecordExists;

    /// <summary>Saves <paramref name="next"/> in place of the state.</summary>
    /// <exception cref="OutcomeUnknownException">It was not, or may not have been, saved. The grain then forgets itself
    /// and is read anew at the next call.</exception>
    protected Task Save(TState next) => Change(next, saved.WriteStateAsync);

    /// <summary>Deletes the saved state; the grain is then as new.</summary>
    /// <exception cref="OutcomeUnknownException">As for <see cref="Save"/>.</exception>
    protected Task Forget() => Change(saved.State, saved.ClearStateAsync);

    private async Task Change(TState next, Func<Task> write)
    {
        var before = saved.State;
        saved.State = next;
        try
        {
            await write();
        }
        catch (Exception failure)
        {
            // Memory no longer tells what the database holds. And whatever it was that failed, only our own exception
            // can cross to the caller.
            saved.State = before;
            DeactivateOnIdle();
            ServiceProvider.GetRequiredService<ILoggerFactory>().CreateLogger(GetType())
                .LogError(failure, "The state of {Grain} could not be saved", GrainContext.GrainId);
            throw new OutcomeUnknownException($"The state of {GrainContext.GrainId} could not be saved.", failure);
        }
    }
}
