using System.Collections.Concurrent;
using EventTicket.Users;

namespace EventTicket.Tests.People;

internal sealed class InMemoryEmailAddresses : IEmailAddresses
{
    private readonly ConcurrentDictionary<string, Guid> holders = new();

    public Task<Guid?> HolderOf(string address) => Task.FromResult(holders.TryGetValue(address, out var holder) ? holder : (Guid?)null);

    public Task<Guid> Reserve(string address, Guid userId) => Task.FromResult(holders.GetOrAdd(address, userId));

    public Task Release(string address, Guid userId) => Task.FromResult(holders.TryRemove(KeyValuePair.Create(address, userId)));
}
