using EventTicket.Events;
using EventTicket.Purchases;
using static EventTicket.Mail.ReceiptLetters;

namespace EventTicket.Mail;

/// <summary>What those hear who have waited.</summary>
internal static class OfferLetters
{
    public static Letter Offered(Order order, MailSettings settings) => new($"It is your turn: {Title(order)}",
    [
        new Paragraph(order.Status is OrderStatus.Held or OrderStatus.Paying && order.Event.Status == EventStatus.Published
            ? $"You waited for places, and here they are. They are held for you until {VenueTime.At(order.HoldExpiresAt, order.Event)}; then they go to whoever is next."
            : "You waited for places, and they were held for you. That offer has ended since."),
        new Facts([.. About(order), .. order.Items.Select(item => ("Offered", $"{item.Quantity} × {Words.Line(item.Name)}")), ("Total", Price(order.Total))]),
        new Button(order.Total.Amount == 0 ? "Get the tickets" : "Pay and get the tickets", OrderPage(order, settings)),
        new FinePrint("Should you not want them any more, release them on that page: somebody else waits too."),
    ]);
}
