using System.Collections.Immutable;
using EventTicket.Catalogue;
using Microsoft.Extensions.Caching.Memory;

namespace EventTicket.Web;

/// <summary>
/// What anyone may read, remembered by this process for a second: when thousands look at the same event at once, the cluster is asked
/// once a second, not once each.
/// </summary>
public sealed class CatalogueReader(IGrainFactory grains, Edge edge) : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    // At most so many answers; beyond, whoever comes is answered by the cluster.
    private readonly MemoryCache remembered = new(new MemoryCacheOptions { SizeLimit = 10_000 });

    public Task<Result<ImmutableArray<Category>>> Categories() =>
        Remembered("categories", () => edge.Read(() => grains.Catalogue().Categories()));

    public Task<Result<EventList>> Search(SearchEvents request) =>
        Remembered(request, () => edge.Call(() => grains.Catalogue().Search(request)));

    public Task<Result<EventPage>> Event(Guid eventId) =>
        Remembered(eventId, () => edge.Call(() => grains.Catalogue().Event(eventId)));

    /// <summary>The same for somebody with a code; null or empty for none.</summary>
    public Task<Result<EventPage>> Event(Guid eventId, string? code) => string.IsNullOrWhiteSpace(code)
        ? Event(eventId)
        : Remembered((eventId, code.Trim()), () => edge.Call(() => grains.Catalogue().EventWithCode(eventId, code)));

    /// <summary>Something is new about the event: whoever asks next reads it. With a code it may be a second old all the same.</summary>
    public void Forget(Guid eventId) => remembered.Remove(eventId);

    public void Dispose() => remembered.Dispose();

    // Everybody who asks meanwhile waits for the one call that is under way. Refusals and failures are not remembered.
    private async Task<Result<T>> Remembered<T>(object key, Func<Task<Result<T>>> read)
    {
        var answer = remembered.GetOrCreate(key, entry =>
        {
            entry.Size = 1;
            entry.AbsoluteExpirationRelativeToNow = Fresh;
            return new Lazy<Task<Result<T>>>(read);
        })!;
        try
        {
            var result = await answer.Value;
            if (!result.Succeeded)
            {
                remembered.Remove(key);
            }

            return result;
        }
        catch
        {
            remembered.Remove(key);
            throw;
        }
    }
}
