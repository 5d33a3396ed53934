using System.Globalization;
using EventTicket.Events;
using EventTicket.Mail;
using UglyToad.PdfPig.Writer;

namespace EventTicket.Purchases;

/// <summary>Tickets as a PDF to print or to show, one page each, A4.</summary>
internal static class TicketPdf
{
    public const string ContentType = "application/pdf";

    // Half of the cores, for pages and mails together: the others sell.
    private static readonly SemaphoreSlim Presses = new(Math.Max(1, Environment.ProcessorCount / 2));

    /// <summary>Prints, or writes a letter with tickets in it, once a press is free. Who waits holds no thread: there are few of them, and sales need them.</summary>
    public static async Task<T> WhenFree<T>(Func<T> print, CancellationToken stop)
    {
        await Presses.WaitAsync(stop);
        try
        {
            return print();
        }
        finally
        {
            Presses.Release();
        }
    }

    /// <param name="tickets">At least one, all of one event.</param>
    /// <param name="settings">For the address of the ticket's page, and whether no money moves.</param>
    public static TicketFile Of(IReadOnlyList<Ticket> tickets, MailSettings settings)
    {
        var pdf = new PdfDocumentBuilder();
        var about = tickets[0].Event;
        pdf.DocumentInformation.Title = $"Ticket: {Words.Line(about.Title)}";
        pdf.DocumentInformation.Creator = "EventTicket";
        pdf.DocumentInformation.Producer = "EventTicket";
        var letters = TicketFont.For([about.Title, Where(about), .. tickets.Select(Place)]);
        var font = pdf.AddTrueTypeFont(letters.Bytes);
        for (var i = 0; i < tickets.Count; i++)
        {
            Print(new TicketSheet(pdf.AddPage(UglyToad.PdfPig.Content.PageSize.A4), letters, font), tickets[i], i + 1, tickets.Count, settings);
        }

        return new(tickets.Count == 1 ? $"ticket-{$"{tickets[0].TicketId:N}"[^8..]}.pdf" : "tickets.pdf", ContentType, pdf.Build());
    }

    private static void Print(TicketSheet sheet, Ticket ticket, int number, int of, MailSettings settings)
    {
        var about = ticket.Event;
        sheet.Brand("EventTicket", of == 1 ? "Ticket" : string.Create(CultureInfo.InvariantCulture, $"Ticket {number} of {of}"));
        sheet.Heading(about.Title);
        sheet.Fact("When", VenueTime.Starts(about));
        sheet.Fact("Where", Where(about));
        sheet.Fact("Place", Place(ticket));
        sheet.Fact("Order", OrderNumber.Of(ticket.OrderId));
        sheet.Perforation();
        sheet.Qr(ticket.Code);
        sheet.Code(string.Join(' ', ticket.Code.Chunk(4).Select(group => new string(group))));
        sheet.Small(Says(ticket));
        sheet.Small(settings.Page($"tickets/{ticket.TicketId}").AbsoluteUri);
        if (settings.TestMode)
        {
            sheet.Small(LetterText.TestMode);
        }
    }

    private static string Where(EventSummary about) => string.Join(", ", new[] { about.VenueName, about.Address, about.City }.Where(part => part.Length > 0));

    private static string Place(Ticket ticket) => $"{ticket.TicketType}, {ReceiptLetters.Price(ticket.Price)}";

    private static string Says(Ticket ticket) => ticket switch
    {
        { Event.Status: EventStatus.Cancelled } => "The event was cancelled: this code opens no door.",
        { Status: TicketStatus.Used } => "This code has opened the door. It does so once.",
        _ => "Show this code at the door, on paper or on your phone. It opens the door once, so keep it to yourself.",
    };
}
