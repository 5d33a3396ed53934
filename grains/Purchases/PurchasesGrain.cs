using System.Collections.Immutable;
using EventTicket.Queries;
using Orleans.Concurrency;

namespace EventTicket.Purchases;

/// <summary>Reads only, of tables that events write in the same statement as their facts.</summary>
[StatelessWorker, Reentrant]
internal sealed class PurchasesGrain(PurchaseQueries queries, BookingQueries bookings, WaitingQueries waiting, TimeProvider clock) : Grain, IPurchasesGrain
{
    private const char List = 't';
    private const char BookingList = 'b';

    public async Task<Result<Order>> Order(Guid personId, Guid orderId) =>
        Found(await Ask.Database(() => queries.Order(personId, orderId, clock.GetUtcNow())));

    public async Task<Result<Order>> OpenOrder(Guid personId, Guid eventId) =>
        Found(await Ask.Database(() => queries.OpenOrder(personId, eventId, clock.GetUtcNow())));

    public async Task<Result<Ticket>> Ticket(Guid personId, Guid ticketId) =>
        Found(await Ask.Database(() => queries.Ticket(personId, ticketId, clock.GetUtcNow())));

    public async Task<Result<Order>> Sold(Caller caller, Guid eventId, string number)
    {
        if (!OrderNumber.TryParse(number, out var wanted))
        {
            return Refusal.NotFound;
        }

        var found = await Ask.Database(() => queries.Sold(eventId, wanted, caller.Role == Role.Admin ? null : caller.PersonId, clock.GetUtcNow()));
        return found switch
        {
            [] => Refusal.NotFound,
            [var order] => order,
            _ => Refusal.Invalid("number", "Several orders begin like this. Type all sixteen digits."),
        };
    }

    public async Task<Result<Page<Ticket>>> Tickets(Guid personId, PageRequest page)
    {
        if (page.Check(List, out var after) is { } refusal)
        {
            return refusal;
        }

        var tickets = await Ask.Database(() => queries.TicketsAfter(personId, after, page.Limit + 1, clock.GetUtcNow()));
        return page.Of(List, tickets, ticket => new(ticket.PurchasedAt, ticket.TicketId));
    }

    public async Task<Result<Page<Booking>>> Bookings(Guid personId, PageRequest page)
    {
        if (page.Check(BookingList, out var after) is { } refusal)
        {
            return refusal;
        }

        var found = await Ask.Database(() => bookings.BookingsAfter(personId, after, page.Limit + 1, clock.GetUtcNow()));
        return page.Of(BookingList, found, booking => new(booking.BookedAt, booking.BookingId));
    }

    public async Task<Result<Booking>> Booking(Guid personId, Guid bookingId) =>
        Found(await Ask.Database(() => bookings.Booking(personId, bookingId, clock.GetUtcNow())));

    public async Task<ImmutableArray<Waiting>> WaitsFor(Guid personId) => [.. await Ask.Database(() => waiting.Of(personId, clock.GetUtcNow()))];

    public async Task<Result<Waiting>> Waiting(Guid personId, Guid waitingId) =>
        Found(await Ask.Database(() => waiting.One(personId, waitingId, clock.GetUtcNow())));

    // Somebody else's is not found either: the question names the person.
    private static Result<T> Found<T>(T? row) where T : class => row is null ? Refusal.NotFound : row;
}
