using System.Globalization;
using EventTicket.Events;
using EventTicket.Purchases;
using static EventTicket.Mail.ReceiptLetters;

namespace EventTicket.Mail;

/// <summary>Mails about money that goes back, or was never taken.</summary>
internal static class RefundLetters
{
    private const string ToTheCard = "It goes back the way it was paid. Banks take up to ten days to show it.";
    private const string LetGo = "Nothing stays charged: if your bank shows the amount as reserved, that disappears by itself.";

    public static Letter MoneyBack(MoneyBack mail, Order order, MailSettings settings)
    {
        var amount = new Money(mail.Amount, order.Total.Currency);
        return new(mail.Amount == 0 ? $"Cancelled: {Title(order)}" : $"Money back for {Title(order)}",
        [
            new Paragraph(mail.Cause switch
            {
                RefundCause.EventCancelled => $"The event does not take place. {GoesBack(amount, order)}",
                RefundCause.DisputeLost => $"Your bank has decided that {amount} of this order is yours again, and has given it back to you.",
                RefundCause.External => $"{amount} of this order was given back to you. {ToTheCard}",
                _ => GoesBack(amount, order),
            }),
            new Facts([.. About(order), .. Ended(mail, order), .. mail.Amount == 0 ? [] : new[] { ("Back to you", amount.ToString()) }]),
            new Paragraph(TicketsAfter(mail, order)),
            new Button("Look at the order", OrderPage(order, settings)),
        ]);
    }

    /// <param name="amount">Minor units; null while the buyer's bank decides.</param>
    public static Letter EventCancelled(long? amount, Order order, MailSettings settings) => new($"Cancelled: {Title(order)}",
    [
        new Paragraph("This event will not take place. We are sorry. Your tickets do not open a door any more."),
        new Paragraph(amount is { } back
            ? GoesBack(new Money(back, order.Total.Currency), order)
            : "Your bank is looking into your payment at the moment. What it decides settles the money."),
        new Facts(About(order)),
        new Button("Look at the order", OrderPage(order, settings)),
    ]);

    public static Letter TurnedAway(Order order, MailSettings settings)
    {
        var (subject, why) = order switch
        {
            { Tickets.Length: > 0 } => ("One payment was enough for", "You have your tickets, so another payment for the same order was let go."),
            { Event.Status: EventStatus.Cancelled } => ("Cancelled:", "The event was cancelled before your payment arrived."),
            { Status: OrderStatus.Held or OrderStatus.Paying } => ("A payment was let go for", "It could not be used for this order. Your places are still held for you; the order's page says how long."),
            _ => ("Your payment came too late for", "Your time to pay had run out, and there were no places left to give you for it."),
        };
        return new($"{subject} {Title(order)}",
        [
            new Paragraph($"{why} {LetGo}"),
            new Facts([.. About(order), ("Not charged", order.Total.ToString())]),
            new Button("Look at the order", OrderPage(order, settings)),
        ]);
    }

    public static Letter Revoked(Order order, MailSettings settings) => new($"Your tickets were withdrawn: {Title(order)}",
    [
        new Paragraph("Your bank had set the money aside and then did not let us take it. Your tickets do not open the door any more. We are sorry that you were told otherwise."),
        new Paragraph(LetGo),
        new Facts(About(order)),
        new Button("See what is left", settings.Page($"events/{order.Event.EventId}")),
    ]);

    private static string GoesBack(Money amount, Order order) => (amount.Amount, order.Total.Amount) switch
    {
        (0, 0) => "You had nothing to pay for it, so no money goes back.",
        (0, _) => "What was paid for it has gone back to you already.",
        _ => $"{amount} is on its way back to you. {ToTheCard}",
    };

    private static IEnumerable<(string Name, string Value)> Ended(MoneyBack mail, Order order) =>
        from ticket in order.Tickets
        where mail.Tickets.Contains(ticket.TicketId)
        group ticket by ticket.TicketType into kind
        select ("Ended", string.Create(CultureInfo.InvariantCulture, $"{kind.Count()} × {Words.Line(kind.Key)}"));

    private static string TicketsAfter(MoneyBack mail, Order order)
    {
        var left = order.Tickets.Count(ticket => ticket.Status is TicketStatus.Valid or TicketStatus.Used);
        return (mail.Tickets.Length, left) switch
        {
            (0, 0) => "No ticket of this order is valid any more.",
            (0, _) => "Your tickets stay as they are.",
            (_, 0) => "The tickets of this order do not open the door any more.",
            _ => $"{(mail.Tickets.Length == 1 ? "That ticket does" : "Those tickets do")} not open the door any more; the rest of the order stays as it is.",
        };
    }
}
