using Orleans.Concurrency;

namespace EventTicket.Purchases;

/// <summary>Tickets as files to keep, for their owner. Stateless; use key 0.</summary>
[Alias("ITicketFilesGrain")]
public interface ITicketFilesGrain : IGrainWithIntegerKey
{
    /// <summary>One ticket as a PDF with its QR code. Refused: not-found (somebody else's, unknown, or it opens no door and never did), busy.</summary>
    [Alias("Pdf"), ReadOnly]
    Task<Result<TicketFile>> Pdf(Guid personId, Guid ticketId);

    /// <summary>The ticket's event as a calendar entry; never the code. Refused: not-found, as <see cref="Pdf"/>.</summary>
    [Alias("Calendar"), ReadOnly]
    Task<Result<TicketFile>> Calendar(Guid personId, Guid ticketId);
}

/// <param name="Name">ASCII, with its ending.</param>
[GenerateSerializer, Immutable, Alias("TicketFile")]
public sealed record TicketFile([property: Id(0)] string Name, [property: Id(1)] string ContentType, [property: Id(2)] byte[] Content);
