using System.Threading.RateLimiting;
using EventTicket.Mail;

namespace EventTicket.Purchases;

/// <summary>
/// Makes files of tickets when somebody asks for them; who waits, waits in a bounded queue. It stands in the silo because the mail that brings the
/// tickets is written there.
/// </summary>
internal sealed class TicketPress(MailSettings settings) : IDisposable
{
    private readonly ConcurrencyLimiter limiter = new(new()
    {
        PermitLimit = Math.Max(1, Environment.ProcessorCount / 2),
        QueueLimit = 200,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    /// <summary>Prints one ticket, outside any grain's turn. Refused: busy.</summary>
    public async Task<Result<TicketFile>> Print(Ticket ticket)
    {
        using var permit = await limiter.AcquireAsync();
        return permit.IsAcquired ? await Task.Run(() => TicketPdf.WhenFree(() => TicketPdf.Of([ticket], settings), CancellationToken.None)) : Refusal.Busy;
    }

    /// <summary>The ticket's event as a calendar entry, which leads to the ticket's page.</summary>
    public TicketFile Note(Ticket ticket) => TicketCalendar.Of(ticket, settings.Page($"tickets/{ticket.TicketId}"), settings.Site);

    public void Dispose() => limiter.Dispose();
}
