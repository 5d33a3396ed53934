using System.Collections.Immutable;
using System.Text.Json.Serialization;
using EventTicket.Events;

namespace EventTicket.Mail;

/// <summary>
/// Content about one order of the person it goes to. Only ids lie in the outbox: what was bought, where and when, and the tickets' codes are
/// looked up when the mail is sent, so it tells what is true then.
/// </summary>
internal interface ITellsOfOrder
{
    Guid OrderId { get; }
}

/// <summary>What was bought, with the tickets.</summary>
internal sealed record Receipt(Guid OrderId) : MailContent, ITellsOfOrder;

/// <summary>Tickets have ended, or money goes back, or both.</summary>
/// <param name="Tickets">Those that have ended; none when money was given back that answers to no ticket.</param>
/// <param name="Amount">Minor units of the order's currency; 0 where nothing was paid.</param>
internal sealed record MoneyBack(
    Guid OrderId, ImmutableArray<Guid> Tickets, long Amount,
    [property: JsonConverter(typeof(JsonStringEnumConverter<RefundCause>))] RefundCause Cause) : MailContent, ITellsOfOrder;

/// <summary>A payment came when there was nothing left to give for it: it was let go again.</summary>
internal sealed record PaymentTurnedAway(Guid OrderId) : MailContent, ITellsOfOrder;

/// <summary>The event will not take place.</summary>
/// <param name="Amount">What goes back, in minor units of the order's currency; null while the buyer's bank decides about the money.</param>
internal sealed record EventCancelled(Guid OrderId, long? Amount) : MailContent, ITellsOfOrder;

/// <summary>Places that somebody waited for are held for them, for a time.</summary>
internal sealed record PlacesOffered(Guid OrderId) : MailContent, ITellsOfOrder;

/// <summary>The money could not be taken after all, so the tickets are worth nothing.</summary>
internal sealed record TicketsRevoked(Guid OrderId) : MailContent, ITellsOfOrder;
