using System.Collections.Immutable;
using EventTicket.Purchases;
using Orleans.Concurrency;

namespace EventTicket.Managers;

/// <summary>
/// Who holds tickets of an event, how it has sold, and mail to all of them; for its manager and for admins, anybody else is told not-found.
/// Reads tables and wakes no event. Stateless; use key 0.
/// </summary>
[Alias("IAttendeesGrain")]
public interface IAttendeesGrain : IGrainWithIntegerKey
{
    /// <summary>Tickets with their people, the newest orders first and an order's tickets together. Refused: invalid (limit, cursor), not-found.</summary>
    /// <param name="query">Words of a name or parts of an address, an order's number, or a ticket's code; null or blank for all.</param>
    [Alias("List"), ReadOnly]
    Task<Result<Page<Attendee>>> List(Caller caller, Guid eventId, Sensitive? query, PageRequest page);

    /// <summary>The same list in pages of a thousand, for a file. Refused: invalid (cursor), not-found.</summary>
    [Alias("Export"), ReadOnly]
    Task<Result<Page<Attendee>>> Export(Caller caller, Guid eventId, string? cursor);

    /// <summary>How the event has sold. Refused: not-found.</summary>
    [Alias("Sales"), ReadOnly]
    Task<Result<SalesHistory>> Sales(Caller caller, Guid eventId);

    /// <summary>
    /// Mails everybody who holds a ticket, or has used one; they are written page by page. Five a day for an event. Safe to repeat.
    /// Refused: invalid (subject, text), not-found (a draft too), too-many-requests, idempotency-key-reused.
    /// </summary>
    [Alias("Write")]
    Task<Result<MailToAttendees>> Write(WriteToAttendees request);

    /// <summary>The last ten such mails, the newest first, on one page. Refused: not-found.</summary>
    [Alias("Written"), ReadOnly]
    Task<Result<Page<MailToAttendees>>> Written(Caller caller, Guid eventId);
}

/// <summary>One ticket and whose it is. Without its code: whoever sold a ticket does not learn what opens the door.</summary>
/// <param name="Name">Null when the account is gone, like the address.</param>
/// <param name="Price">What was paid for it.</param>
[GenerateSerializer, Immutable, Alias("Attendee")]
public sealed record Attendee(
    [property: Id(0)] Guid TicketId,
    [property: Id(1)] string TicketType,
    [property: Id(2)] TicketStatus Status,
    [property: Id(3)] Guid OrderId,
    [property: Id(4)] string? Name,
    [property: Id(5)] string? Email,
    [property: Id(6)] DateTimeOffset PurchasedAt,
    [property: Id(7)] Money Price)
{
    /// <summary>Says nothing of the address: what Orleans cannot deliver stands in the log.</summary>
    public override string ToString() => $"{nameof(Attendee)} {TicketId}";
}

/// <summary>Tickets as they were sold, step by step. What was given back later counts where it was sold.</summary>
/// <param name="Step">How long a step is: an hour, a day or seven days, as fits how long the event has been on sale.</param>
/// <param name="Sold">By the beginning of their step and type, in order of time; steps in which nothing was sold are left out.</param>
/// <param name="Used">Tickets that have opened the door.</param>
/// <param name="Income">What the tickets cost their buyers, less what was given back or is to be; in minor units of the event's currency.</param>
[GenerateSerializer, Immutable, Alias("SalesHistory")]
public sealed record SalesHistory(
    [property: Id(0)] TimeSpan Step, [property: Id(1)] ImmutableArray<SalesStep> Sold, [property: Id(2)] int Used, [property: Id(3)] long Income = 0);

[GenerateSerializer, Immutable, Alias("SalesStep")]
public sealed record SalesStep([property: Id(0)] DateTimeOffset From, [property: Id(1)] Guid TicketTypeId, [property: Id(2)] int Sold);

/// <param name="Subject">1 to 100 characters, one line.</param>
/// <param name="Text">1 to 5,000 characters of plain text.</param>
[GenerateSerializer, Immutable, Alias("WriteToAttendees")]
public sealed record WriteToAttendees(
    [property: Id(0)] Operation Operation, [property: Id(1)] Caller Caller, [property: Id(2)] Guid EventId, [property: Id(3)] string Subject, [property: Id(4)] string Text);

/// <param name="People">How many have it in the outbox so far.</param>
/// <param name="Finished">Whether everybody has.</param>
[GenerateSerializer, Immutable, Alias("MailToAttendees")]
public sealed record MailToAttendees(
    [property: Id(0)] Guid MailId, [property: Id(1)] string Subject, [property: Id(2)] DateTimeOffset WrittenAt, [property: Id(3)] int People, [property: Id(4)] bool Finished);
