using EventTicket.Events;
using EventTicket.Purchases;

namespace EventTicket.Mail;

/// <summary>Mails about tickets that change hands.</summary>
internal static class TransferLetters
{
    private const int LongestTitle = 50;

    public static Letter Offered(TicketOffered mail, Ticket ticket, MailSettings settings) => new($"A ticket for you: {Title(ticket)}",
    [
        new Paragraph(mail.Giver is { } giver
            ? $"{Words.Line(giver)} gives you a ticket. It is yours once you take it."
            : "Somebody gives you a ticket. It is yours once you take it."),
        new Facts(About(ticket)),
        new Button("Take the ticket", settings.Page($"tickets/offers/{mail.OfferId}")),
        new FinePrint("You need an account with this very address, and to have confirmed it. Until you take it the ticket stays where it is. If you do not want it, do nothing."),
    ]);

    public static Letter Given(Ticket ticket, MailSettings settings) => new($"Given away: {Title(ticket)}",
    [
        new Paragraph("The ticket you gave away was taken. Its code does not open the door any more; the new one is with whoever took it."),
        new Facts(About(ticket)),
        new Button("All my tickets", settings.Page("tickets")),
    ]);

    public static Letter Received(Ticket ticket, MailSettings settings)
    {
        var good = ticket.Status == TicketStatus.Valid && ticket.Event.Status != EventStatus.Cancelled;
        return new($"Your ticket for {Title(ticket)}",
        [
            new Paragraph(good
                ? "You took a ticket that was given to you. This is its new code; only you have it. It opens the door once, so keep it to yourself."
                : "You took a ticket that was given to you. It does not open the door any more."),
            new Facts(good ? [.. About(ticket), ("Code", ticket.Code)] : About(ticket)),
            .. good ? new Block[] { new QrCode(ticket.Code, "Your ticket as a QR code") } : [],
            new Button("Show the ticket", settings.Page($"tickets/{ticket.TicketId}")),
        ])
        {
            Enclosed = good ? [TicketPdf.Of([ticket], settings), TicketCalendar.Of(ticket, settings.Page($"tickets/{ticket.TicketId}"), settings.Site)] : [],
        };
    }

    public static Letter Ended(Ticket ticket, MailSettings settings) => new($"Your ticket has ended: {Title(ticket)}",
    [
        new Paragraph(ticket.Event.Status == EventStatus.Cancelled
            ? "This event will not take place, and the ticket you were given ends with it. What was paid for it goes back to whoever bought it."
            : "The ticket you were given does not open the door any more: its order was cancelled or refunded. What was paid for it goes back to whoever bought it."),
        new Facts(About(ticket)),
        new Button("All my tickets", settings.Page("tickets")),
    ]);

    private static string Title(Ticket ticket) => Words.Line(Words.Shortened(ticket.Event.Title, LongestTitle));

    private static IReadOnlyList<(string Name, string Value)> About(Ticket ticket) =>
    [
        ("Event", Words.Line(ticket.Event.Title)),
        ("When", VenueTime.Starts(ticket.Event)),
        ("Where", $"{Words.Line(ticket.Event.VenueName)}, {Words.Line(ticket.Event.City)}"),
        ("Place", Words.Line(ticket.TicketType)),
    ];
}
