using Orleans.Concurrency;

namespace EventTicket.Purchases;

/// <summary>
/// Tickets that are given to somebody else by e-mail. The ticket stays where it is until whoever has that address, confirmed, takes it; so nobody
/// learns by giving who has an account. Stateless; use key 0.
/// </summary>
[Alias("ITransfersGrain")]
public interface ITransfersGrain : IGrainWithIntegerKey
{
    /// <summary>
    /// Offers a ticket to an address and mails it; the same answer whether or not it has an account. Refused: not-found, invalid (email; ticketId: not valid, or on
    /// offer already), too-many-requests, idempotency-key-reused.
    /// </summary>
    [Alias("Offer")]
    Task<Result<TicketOffer>> Offer(OfferTicket request);

    /// <summary>The ticket's open offer, for its owner. Refused: not-found.</summary>
    [Alias("OfferOf"), ReadOnly]
    Task<Result<TicketOffer>> OfferOf(Guid personId, Guid ticketId);

    /// <summary>Takes an offer back; none is a success. Refused: not-found (no such ticket of theirs), busy (it is just being taken).</summary>
    [Alias("Withdraw")]
    Task<Result<Done>> Withdraw(Guid personId, Guid ticketId);

    /// <summary>An offer to the person's own address. Refused: not-found.</summary>
    [Alias("Offered"), ReadOnly]
    Task<Result<OfferedTicket>> Offered(Guid personId, Guid offerId);

    /// <summary>
    /// Takes the ticket: its code dies and a new ticket with a new one is theirs. Again is a success. Refused: not-found, forbidden (detail unconfirmed: the address is not
    /// confirmed yet), limit-reached, event-cancelled, invalid (ticketId), busy.
    /// </summary>
    [Alias("Take")]
    Task<Result<TakenTicket>> Take(Guid personId, Guid offerId);
}

[GenerateSerializer, Immutable, Alias("OfferTicket")]
public sealed record OfferTicket([property: Id(0)] Operation Operation, [property: Id(1)] Guid PersonId, [property: Id(2)] Guid TicketId, [property: Id(3)] string Email)
{
    /// <summary>Says nothing of the address: what Orleans cannot deliver stands in the log.</summary>
    public override string ToString() => $"{nameof(OfferTicket)} {TicketId}";
}

/// <param name="Email">As it is compared.</param>
[GenerateSerializer, Immutable, Alias("TicketOffer")]
public sealed record TicketOffer([property: Id(0)] Guid OfferId, [property: Id(1)] Guid TicketId, [property: Id(2)] string Email, [property: Id(3)] DateTimeOffset MadeAt)
{
    /// <summary>Says nothing of the address: what Orleans cannot deliver stands in the log.</summary>
    public override string ToString() => $"{nameof(TicketOffer)} {OfferId}";
}

/// <param name="Giver">Their name; null while their own address is not confirmed.</param>
/// <param name="Confirmed">Whether the reader's address is confirmed, so that they may take it.</param>
/// <param name="Taken">The reader's new ticket, once they took it.</param>
[GenerateSerializer, Immutable, Alias("OfferedTicket")]
public sealed record OfferedTicket(
    [property: Id(0)] Guid OfferId,
    [property: Id(1)] EventSummary Event,
    [property: Id(2)] string TicketType,
    [property: Id(3)] string? Giver,
    [property: Id(4)] bool Confirmed,
    [property: Id(5)] Guid? Taken);

/// <param name="TicketId">The new ticket.</param>
[GenerateSerializer, Immutable, Alias("TakenTicket")]
public sealed record TakenTicket([property: Id(0)] Guid TicketId);
