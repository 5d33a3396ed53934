using System.Collections.Immutable;
using Orleans.Concurrency;

namespace EventTicket.Hosting;

[StatelessWorker, Reentrant]
internal sealed class KeyRingGrain(IKeyRing keys) : Grain, IKeyRingGrain
{
    public Task<ImmutableArray<string>> Read() => keys.Read();

    public Task Add(string name, Sensitive xml) => keys.Add(name, xml.Text);
}
