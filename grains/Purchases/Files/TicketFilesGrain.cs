using EventTicket.Queries;
using Orleans.Concurrency;

namespace EventTicket.Purchases;

/// <summary>Looks the ticket up and has it printed. Reentrant: who waits for the press keeps nobody else waiting.</summary>
[StatelessWorker, Reentrant]
internal sealed class TicketFilesGrain(PurchaseQueries queries, TicketPress press, TimeProvider clock) : Grain, ITicketFilesGrain
{
    public async Task<Result<TicketFile>> Pdf(Guid personId, Guid ticketId) => await Find(personId, ticketId) is { } ticket
        ? await press.Print(ticket)
        : Refusal.NotFound;

    public async Task<Result<TicketFile>> Calendar(Guid personId, Guid ticketId) => await Find(personId, ticketId) is { } ticket
        ? press.Note(ticket)
        : Refusal.NotFound;

    // What opens no door any more is not handed out as if it did.
    private async Task<Ticket?> Find(Guid personId, Guid ticketId) =>
        await Ask.Database(() => queries.Ticket(personId, ticketId, clock.GetUtcNow())) is { Status: TicketStatus.Valid or TicketStatus.Used } ticket ? ticket : null;
}
