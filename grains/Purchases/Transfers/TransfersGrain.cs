using System.Security.Cryptography;
using System.Text;
using EventTicket.Queries;
using EventTicket.Users;
using Orleans.Concurrency;

namespace EventTicket.Purchases;

/// <summary>Keeps offers and has the event decide. An offer that is being taken cannot be withdrawn in the same moment, and the other way round.</summary>
[StatelessWorker, Reentrant]
internal sealed class TransfersGrain(OfferTable offers, PurchaseQueries purchases, TimeProvider clock) : Grain, ITransfersGrain
{
    private const string Open = "open";
    private const string Taking = "taking";
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    public async Task<Result<TicketOffer>> Offer(OfferTicket request)
    {
        if (await Ask.Database(() => offers.By(request.PersonId, request.Operation.Key)) is { } before)
        {
            return before.Fingerprint == request.Operation.Fingerprint ? before.Shown : Refusal.KeyReused;
        }

        if (await Find(request.PersonId, request.TicketId) is not { } ticket)
        {
            return Refusal.NotFound;
        }

        if (EmailAddress.Problem(request.Email) is { } problem)
        {
            return Refusal.Invalid("email", problem);
        }

        var address = EmailAddress.Normalise(request.Email);
        if (await Ask.Database(() => offers.IsOwn(request.PersonId, address)))
        {
            return Refusal.Invalid("email", "Must be somebody else's address: the ticket is yours already.");
        }

        var allowed = await Allowed(request.PersonId, address);
        if (!allowed.Succeeded)
        {
            return allowed.As<TicketOffer>();
        }

        return await Ask.Database(() => offers.Make(request, address, clock.GetUtcNow())) switch
        {
            { } made => made.Shown,
            null when ticket.Status != TicketStatus.Valid => Refusal.Invalid("ticketId", "Must be a valid ticket."),
            null => Refusal.Invalid("ticketId", "Must be a ticket of an event to come, and not on offer already."),
        };
    }

    public async Task<Result<TicketOffer>> OfferOf(Guid personId, Guid ticketId) =>
        await Ask.Database(() => offers.Open(personId, ticketId)) is { } offer ? offer.Shown : Refusal.NotFound;

    public async Task<Result<Done>> Withdraw(Guid personId, Guid ticketId)
    {
        if (await Find(personId, ticketId) is null)
        {
            return Refusal.NotFound;
        }

        if (await Ask.Database(() => offers.Open(personId, ticketId)) is not { } offer)
        {
            return Done.It;
        }

        return await Ask.Database(() => offers.Withdraw(offer.OfferId, clock.GetUtcNow())) ? Done.It : Refusal.Busy;
    }

    public async Task<Result<OfferedTicket>> Offered(Guid personId, Guid offerId) => await Ask.Database(() => offers.To(personId, offerId)) switch
    {
        { Offer: { Successor: { } mine } taken } found when await Find(personId, mine) is { } ticket =>
            new OfferedTicket(taken.OfferId, ticket.Event, ticket.TicketType, found.Giver, found.Confirmed, mine),
        { } found when await Find(found.Offer.GiverId, found.Offer.TicketId) is { Status: TicketStatus.Valid } ticket =>
            new OfferedTicket(found.Offer.OfferId, ticket.Event, ticket.TicketType, found.Giver, found.Confirmed, null),
        _ => Refusal.NotFound,
    };

    public async Task<Result<TakenTicket>> Take(Guid personId, Guid offerId)
    {
        if (await Ask.Database(() => offers.To(personId, offerId)) is not var (offer, confirmed, _))
        {
            return Refusal.NotFound;
        }

        if (offer.Successor is { } mine)
        {
            return new TakenTicket(mine);
        }

        if (!confirmed)
        {
            return Refusal.Forbidden with { Detail = "unconfirmed" };
        }

        if (!await Ask.Database(() => offers.Move(offerId, [Open, Taking], Taking, clock.GetUtcNow())))
        {
            return Refusal.NotFound;
        }

        var given = await GrainFactory.Event(offer.EventId).Transfer(new(offer.GiverId, personId, offer.OrderId, offer.TicketId));
        if (!given.Succeeded)
        {
            await Ask.Database(() => offers.Move(offerId, [Taking], Open, clock.GetUtcNow()));
            return given.Refusal;
        }

        await Ask.Database(() => offers.Taken(offerId, personId, given.Value.TicketId, clock.GetUtcNow()));
        return new TakenTicket(given.Value.TicketId);
    }

    private Task<Ticket?> Find(Guid personId, Guid ticketId) => Ask.Database(() => purchases.Ticket(personId, ticketId, clock.GetUtcNow()));

    // Whoever has a ticket could write to anybody: so many an hour from one person, and to one mailbox.
    private async Task<Result<Done>> Allowed(Guid personId, string address)
    {
        var mine = await GrainFactory.Throttle("offer", personId.ToString("N")).Take(20, Hour);
        return mine.Succeeded
            ? await GrainFactory.Throttle("offer", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(address)), 0, 16)).Take(10, Hour)
            : mine;
    }
}
