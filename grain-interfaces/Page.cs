using System.Collections.Immutable;

namespace EventTicket;

/// <summary>One page of a list.</summary>
/// <param name="NextCursor">What to pass to get the next page; null on the last.</param>
[GenerateSerializer, Immutable, Alias("Page`1")]
public sealed record Page<T>([property: Id(0)] ImmutableArray<T> Items, [property: Id(1)] string? NextCursor)
{
    /// <summary>The same page of something else.</summary>
    public Page<TOther> Select<TOther>(Func<T, TOther> other) => new([.. Items.Select(other)], NextCursor);
}

/// <summary>Which page is wanted.</summary>
/// <param name="Limit">1 to 100.</param>
/// <param name="Cursor">The <see cref="Page{T}.NextCursor"/> of the page before; null for the first. Opaque: a cursor we did not make is <see cref="RefusalCode.Invalid"/> on <c>cursor</c>.</param>
[GenerateSerializer, Immutable, Alias("PageRequest")]
public sealed record PageRequest([property: Id(0)] int Limit = 20, [property: Id(1)] string? Cursor = null);
