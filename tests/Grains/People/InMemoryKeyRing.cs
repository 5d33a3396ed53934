using System.Collections.Concurrent;
using System.Collections.Immutable;
using EventTicket.Hosting;

namespace EventTicket.Tests.People;

internal sealed class InMemoryKeyRing : IKeyRing
{
    private readonly ConcurrentDictionary<string, string> keys = new();

    public Task<ImmutableArray<string>> Read() => Task.FromResult(keys.Values.ToImmutableArray());

    public Task Add(string name, string xml) => Task.FromResult(keys.TryAdd(name, xml));
}
