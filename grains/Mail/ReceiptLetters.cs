using System.Globalization;
using EventTicket.Events;
using EventTicket.Purchases;

namespace EventTicket.Mail;

/// <summary>The mail that comes with the tickets, and what mails about an order have in common.</summary>
internal static class ReceiptLetters
{
    public const int LongestTitle = 50;

    public static Letter Receipt(Order order, MailSettings settings) => new($"Your {Tickets(order.Tickets.Length)} for {Title(order)}",
    [
        new Paragraph(order.Event.Status == EventStatus.Cancelled
            ? $"You bought {Tickets(order.Tickets.Length)}. The event has been cancelled since; another mail tells you what that means for you."
            : $"You bought {Tickets(order.Tickets.Length)}. Show the code at the door, on your phone or printed. Each opens the door once, so keep it to yourself."),
        new Facts([.. About(order), .. order.Items.Select(Bought), ("Total", Price(order.Total))]),
        .. order.Tickets.SelectMany((ticket, index) => Shown(ticket, index + 1, order.Tickets.Length, settings)),
        new Button("All my tickets", settings.Page("tickets")),
        new FinePrint($"Your order, as it stands at any time: {OrderPage(order, settings).AbsoluteUri}"),
    ])
    {
        Enclosed = Files(order, settings),
    };

    /// <summary>What a reader knows the order by.</summary>
    public static IReadOnlyList<(string Name, string Value)> About(Order order) =>
    [
        ("Event", Words.Line(order.Event.Title)),
        ("When", VenueTime.Starts(order.Event)),
        ("Where", $"{Words.Line(order.Event.VenueName)}, {Words.Line(order.Event.City)}"),
        ("Order", OrderNumber.Of(order.OrderId)),
    ];

    public static Uri OrderPage(Order order, MailSettings settings) => settings.Page($"orders/{order.OrderId}");

    /// <summary>The event's title, short enough for a subject.</summary>
    public static string Title(Order order) => Words.Line(Words.Shortened(order.Event.Title, LongestTitle));

    /// <summary>An amount with as many digits after the point as its currency has.</summary>
    public static string Price(Money money) => money.Amount == 0 ? "Free" : money.ToString();

    public static string Tickets(int count) => count == 1 ? "ticket" : string.Create(CultureInfo.InvariantCulture, $"{count} tickets");

    /// <summary>The tickets that open the door, as one PDF, and the event as a calendar entry; nothing where no door will open.</summary>
    private static IReadOnlyList<TicketFile> Files(Order order, MailSettings settings)
    {
        List<Ticket> good = [.. order.Tickets.Where(ticket => ticket.Status == TicketStatus.Valid)];
        return good.Count == 0 || order.Event.Status == EventStatus.Cancelled
            ? []
            : [TicketPdf.Of(good, settings), TicketCalendar.Of(good[0], OrderPage(order, settings), settings.Site)];
    }

    private static (string Name, string Value) Bought(OrderItem item) => (
        string.Create(CultureInfo.InvariantCulture, $"{item.Quantity} × {Words.Line(item.Name)}"),
        item.Quantity == 1 || item.Price.Amount == 0 ? Price(item.Price) : $"{Price(item.Price)} each, {Price(item.Price * item.Quantity)}");

    private static IEnumerable<Block> Shown(Ticket ticket, int number, int of, MailSettings settings)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"Ticket {number} of {of}");
        // Codes that do not open the door any more are not handed out.
        if (ticket.Status is not (TicketStatus.Valid or TicketStatus.Frozen))
        {
            yield return new Facts([(name, Words.Line(ticket.TicketType)), ("Code", "It does not open the door any more.")]);
            yield break;
        }

        yield return new Facts([(name, Words.Line(ticket.TicketType)), ("Code", ticket.Code), ("Page", settings.Page($"tickets/{ticket.TicketId}").AbsoluteUri)]);
        yield return new QrCode(ticket.Code, $"{name} as a QR code");
    }
}
