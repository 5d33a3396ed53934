using System.Globalization;
using EventTicket.Events;
using EventTicket.Purchases;

namespace EventTicket.Mail;

/// <summary>Mails about bookings of a pre-sale.</summary>
internal static class BookingLetters
{
    public static Letter Booked(Booking booking, MailSettings settings) => new($"Booked: {Title(booking)}",
    [
        new Paragraph(booking.Status switch
        {
            BookingStatus.Lapsed => "You booked these places. The time to pay is over since, and they went to the general sale. Nothing was charged.",
            BookingStatus.Cancelled => "You booked these places. The booking has ended since.",
            BookingStatus.Paid => "You booked these places and have paid them since. The tickets come with a mail of their own.",
            _ => $"These places are yours until {PayBy(booking)}. Pay before then and you get your tickets; what is not paid goes to the general sale.",
        }),
        new Facts([.. About(booking), ("Booking code", booking.Code)]),
        new Button("Pay or cancel the booking", settings.Page("pre-sales")),
        new FinePrint("The booking code tells your booking from others. It does not open the door; your tickets will."),
    ]);

    public static Letter Off(Booking booking, MailSettings settings) => new($"Cancelled: {Title(booking)}",
    [
        new Paragraph("This event will not take place, so your booking has ended. We are sorry. You had not paid it yet: nothing was charged."),
        new Facts(About(booking)),
        new Button("My pre-sales", settings.Page("pre-sales")),
    ]);

    private static IReadOnlyList<(string Name, string Value)> About(Booking booking) =>
    [
        ("Event", Words.Line(booking.Event.Title)),
        ("When", VenueTime.Starts(booking.Event)),
        ("Where", $"{Words.Line(booking.Event.VenueName)}, {Words.Line(booking.Event.City)}"),
        ("Booked", string.Create(CultureInfo.InvariantCulture, $"{booking.Quantity} × {Words.Line(booking.TicketType)}")),
        ("Price", $"{ReceiptLetters.Price(booking.Price * booking.Quantity)} in all"),
        ("Pay by", PayBy(booking)),
    ];

    private static string PayBy(Booking booking) => VenueTime.At(booking.PayBy, booking.Event);

    private static string Title(Booking booking) => Words.Line(Words.Shortened(booking.Event.Title, ReceiptLetters.LongestTitle));
}
