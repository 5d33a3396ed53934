using System.Globalization;
using EventTicket.Purchases;

namespace EventTicket.Mail;

/// <summary>Mails about events: to those who follow a category, to those who hold tickets, and to the manager.</summary>
internal static class EventLetters
{
    private const int LongestTitle = 50;
    private const int LongestStory = 400;

    /// <param name="unsubscribe">Ends these mails, with one click or on a page.</param>
    public static Letter NewEvent(EventNews news, Uri unsubscribe, MailSettings settings) => new($"New in {Words.Line(news.Category)}: {Title(news)}",
    [
        new Paragraph($"You follow {Words.Line(news.Category)}, so you hear of this first."),
        new Facts([("Event", Words.Line(news.Event.Title)), .. WhenAndWhere(news)]),
        .. Story(news),
        new Button("Look at it", EventPage(news, settings)),
        End(news, unsubscribe),
    ])
    { Unsubscribe = unsubscribe };

    /// <param name="unsubscribe">Ends these mails, with one click or on a page.</param>
    public static Letter PreSaleOpens(EventNews news, Uri unsubscribe, MailSettings settings) => new($"Pre-sale soon: {Title(news)}",
    [
        new Paragraph($"You follow {Words.Line(news.Category)}. Places of this event can be booked before the general sale, from the time below."),
        new Facts([("Event", Words.Line(news.Event.Title)), .. WhenAndWhere(news), ("Pre-sale opens", At(news, news.PreSale!.OpensAt)), ("Price", ReceiptLetters.Price(news.PreSale.Price))]),
        new Button("Look at it", EventPage(news, settings)),
        End(news, unsubscribe),
    ])
    { Unsubscribe = unsubscribe };

    public static Letter PayByNear(EventNews news, MailSettings settings) => new($"Pay soon: {Title(news)}",
    [
        new Paragraph("You have booked places in the pre-sale and not paid for them yet. At the time below they go to the general sale."),
        new Facts(
        [
            ("Event", Words.Line(news.Event.Title)), .. WhenAndWhere(news), ("Places", news.PreSale!.Unpaid.ToString(CultureInfo.InvariantCulture)),
            ("To pay", ReceiptLetters.Price(news.PreSale.Price * news.PreSale.Unpaid)), ("Pay by", At(news, news.PreSale.PayBy)),
        ]),
        new Button("Your pre-sales", settings.Page("pre-sales")),
    ]);

    public static Letter EventChanged(EventChanged mail, EventNews news, MailSettings settings)
    {
        var (before, venue) = (mail.Before, mail.Before.Venue);
        var was = news.Event with { StartsAt = before.StartsAt, TimeZone = before.TimeZone, City = venue.City };
        var moved = before.StartsAt != news.Event.StartsAt || before.TimeZone != news.Event.TimeZone;
        var elsewhere = (venue.Name, venue.Address, venue.City) != (news.Event.VenueName, news.Address, news.Event.City);
        return new(moved ? $"Another time: {Title(news)}" : elsewhere ? $"Another place: {Title(news)}" : $"Changed: {Title(news)}",
        [
            new Paragraph("You hold tickets for this event, and its time or place has changed. Your tickets stay valid."),
            new Facts(
            [
                ("Event", Words.Line(news.Event.Title)), .. WhenAndWhere(news),
                .. moved ? new[] { ("It was", VenueTime.Starts(was)) } : [],
                .. elsewhere ? new[] { ("It was at", Place(venue.Name, venue.Address, venue.City)) } : [],
            ]),
            new Button("Your tickets", settings.Page("tickets")),
        ]);
    }

    public static Letter EventTomorrow(EventNews news, MailSettings settings) => new($"Soon: {Title(news)}",
    [
        new Paragraph("It begins within a day, and you hold tickets. Show their codes at the door, on your phone or printed."),
        new Facts([("Event", Words.Line(news.Event.Title)), .. WhenAndWhere(news)]),
        new Button("Your tickets", settings.Page("tickets")),
    ]);

    /// <param name="words">As its manager wrote them; whatever shows them encodes them.</param>
    public static Letter ToAttendees(ManagersWords words, EventNews news, MailSettings settings) => new(Words.Line(words.Subject),
    [
        .. words.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(part => new Paragraph(part)),
        new Facts([("Event", Words.Line(news.Event.Title)), .. WhenAndWhere(news)]),
        new Button("Your tickets", settings.Page("tickets")),
        new FinePrint("Whoever puts this event on wrote this to everybody who holds a ticket for it."),
    ]);

    public static Letter EventWithdrawn(string reason, EventNews news, MailSettings settings) => new($"Taken off sale: {Title(news)}",
    [
        new Paragraph("An admin has withdrawn your event: it is off sale and out of the catalogue. Tickets that were sold stay valid, and nothing is refunded by this."),
        new Facts([("Event", Words.Line(news.Event.Title)), .. WhenAndWhere(news), ("Reason", Words.Line(reason))]),
        new Paragraph("It can be put back. Set right what the reason names, and tell the admins."),
        new Button("Your event", settings.Page($"manage/events/{news.Event.EventId}")),
    ]);

    public static Letter EventRestored(EventNews news, MailSettings settings) => new($"On sale again: {Title(news)}",
    [
        new Paragraph("An admin has put your event back into the catalogue, and it sells again."),
        new Facts([("Event", Words.Line(news.Event.Title)), .. WhenAndWhere(news)]),
        new Button("Your event", settings.Page($"manage/events/{news.Event.EventId}")),
    ]);

    public static Letter WaitedInVain(EventNews news) => new($"Cancelled: {Title(news)}",
    [
        new Paragraph("You waited for places of this event. It was cancelled, so nobody waits for it any more. You were not charged for it."),
        new Facts([("Event", Words.Line(news.Event.Title)), .. WhenAndWhere(news)]),
    ]);

    private static IEnumerable<(string Name, string Value)> WhenAndWhere(EventNews news) =>
        [("When", VenueTime.Starts(news.Event)), ("Where", Place(news.Event.VenueName, news.Address, news.Event.City))];

    /// <summary>Another moment of the event, on the venue's clock.</summary>
    private static string At(EventNews news, DateTimeOffset moment) => VenueTime.Starts(news.Event with { StartsAt = moment });

    private static FinePrint End(EventNews news, Uri unsubscribe) => new($"No more mails about {Words.Line(news.Category)}:", unsubscribe);

    private static IEnumerable<Block> Story(EventNews news) =>
        string.IsNullOrWhiteSpace(news.Description) ? [] : [new Paragraph(Words.Line(Words.Shortened(news.Description, LongestStory)))];

    private static string Place(string name, string address, string city) => $"{Words.Line(name)}, {Words.Line(address)}, {Words.Line(city)}";

    private static string Title(EventNews news) => Words.Line(Words.Shortened(news.Event.Title, LongestTitle));

    private static Uri EventPage(EventNews news, MailSettings settings) => settings.Page($"events/{news.Event.EventId}");
}
