using System.Collections.Immutable;

namespace EventTicket.Events;

/// <summary>What a code does. Stored by these names.</summary>
public enum CodeKind
{
    /// <summary>Unlocks hidden ticket types.</summary>
    Access,

    /// <summary>Takes so many hundredths off the price.</summary>
    Percent,

    /// <summary>Takes so many minor units off the price of each place.</summary>
    Amount,
}

/// <summary>A code of one event. A use is counted with the hold, one for each order, and given back with it.</summary>
/// <param name="CodeId">Made where the code is kept.</param>
/// <param name="Text">3 to 40 letters, digits and hyphens; upper and lower case are the same.</param>
/// <param name="Value">1 to 100 for <see cref="CodeKind.Percent"/>, minor units for <see cref="CodeKind.Amount"/>, 0 for <see cref="CodeKind.Access"/>.</param>
/// <param name="TicketTypes">Those it is for; none for all of them.</param>
/// <param name="Uses">Orders that can use it, at most; null for any number.</param>
/// <param name="From">Null: from now on.</param>
/// <param name="Until">Null: as long as there is a sale. Exclusive.</param>
[GenerateSerializer, Immutable, Alias("EventCode")]
public sealed record EventCode(
    [property: Id(0)] Guid CodeId,
    [property: Id(1)] string Text,
    [property: Id(2)] CodeKind Kind,
    [property: Id(3)] long Value,
    [property: Id(4)] ImmutableArray<Guid> TicketTypes,
    [property: Id(5)] int? Uses = null,
    [property: Id(6)] DateTimeOffset? From = null,
    [property: Id(7)] DateTimeOffset? Until = null);

/// <param name="Used">Open holds and orders with tickets that use it.</param>
[GenerateSerializer, Immutable, Alias("CodeSheet")]
public sealed record CodeSheet([property: Id(0)] EventCode Code, [property: Id(1)] int Used);

/// <summary>Keep one more code of an event.</summary>
[GenerateSerializer, Immutable, Alias("KeepCode")]
public sealed record KeepCode([property: Id(0)] Operation Operation, [property: Id(1)] Caller Caller, [property: Id(2)] EventCode Code);

[GenerateSerializer, Immutable, Alias("RemoveCode")]
public sealed record RemoveCode([property: Id(0)] Caller Caller, [property: Id(1)] Guid CodeId);
