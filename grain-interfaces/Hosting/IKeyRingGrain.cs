using System.Collections.Immutable;

namespace EventTicket.Hosting;

/// <summary>The key ring that all web processes share to protect cookies and forms. Stateless; use key 0.</summary>
[Alias("IKeyRingGrain")]
public interface IKeyRingGrain : IGrainWithIntegerKey
{
    /// <summary>Every key, as the XML that was added.</summary>
    [Alias("Read")]
    Task<ImmutableArray<string>> Read();

    /// <summary>Adds a key; the same name again is kept as it was first.</summary>
    [Alias("Add")]
    Task Add(string name, Sensitive xml);
}
