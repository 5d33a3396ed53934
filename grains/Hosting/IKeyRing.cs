using System.Collections.Immutable;

namespace EventTicket.Hosting;

/// <summary>Where the key ring of the web processes is kept.</summary>
internal interface IKeyRing
{
    /// <summary>Every key, as the XML that was added.</summary>
    Task<ImmutableArray<string>> Read();

    /// <summary>
    /// Adds a key; the same name again is kept as it was first. Of web processes that start together each makes a key, before it
    /// has seen the others': one of these is enough, and the later ones are dropped, so that all go on with the same.
    /// </summary>
    Task Add(string name, string xml);
}
