using EventTicket.Purchases;

namespace EventTicket.Mail;

/// <summary>The words of every mail: one template for each kind of <see cref="MailContent"/>.</summary>
internal sealed class Letters(MailSettings settings)
{
    /// <summary>The letter of this content.</summary>
    /// <param name="link">For content that <see cref="ICarriesLink"/>, and for what followers are told: the address with its secret.</param>
    /// <param name="order">For content that <see cref="ITellsOfOrder"/>: the order as it stands now.</param>
    /// <param name="booking">For content that <see cref="ITellsOfBooking"/>: the booking as it stands now.</param>
    /// <param name="ticket">For content that <see cref="ITellsOfTicket"/>: the ticket as it stands now.</param>
    /// <param name="news">For content that <see cref="ITellsOfEvent"/>: the event as it stands now.</param>
    /// <exception cref="ArgumentOutOfRangeException">This content has no template.</exception>
    public Letter Write(MailContent content, Uri? link, Order? order = null, EventNews? news = null, Booking? booking = null, Ticket? ticket = null) => content switch
    {
        ConfirmAddress mail => AccountLetters.ConfirmAddress(Needed(link), mail.Life),
        ConfirmNewAddress mail => AccountLetters.ConfirmNewAddress(Needed(link), mail.Life),
        AddressChanges { Changed: false } => AccountLetters.AddressIsToChange(settings.Page("account")),
        AddressChanges { Changed: true } => AccountLetters.AddressHasChanged(settings.Page("legal")),
        ConfirmPhone mail => AccountLetters.ConfirmPhone(Needed(link), mail.Life),
        PasswordReset mail => AccountLetters.PasswordReset(Needed(link), mail.Life),
        PasswordChanged => AccountLetters.PasswordChanged(settings.Page("login")),
        SecondFactorChanged mail => AccountLetters.SecondFactorChanged(mail.On, settings.Page("account")),
        Invitation mail => OfficeLetters.Invitation(mail.Office, Needed(link), mail.Life, settings.Site.Host),
        OfficeGiven mail => OfficeLetters.OfficeGiven(mail.Office, settings.Page(mail.Office == Role.Manager ? "manage" : "account")),
        Receipt => ReceiptLetters.Receipt(Needed(order), settings),
        MoneyBack mail => RefundLetters.MoneyBack(mail, Needed(order), settings),
        EventCancelled mail => RefundLetters.EventCancelled(mail.Amount, Needed(order), settings),
        PaymentTurnedAway => RefundLetters.TurnedAway(Needed(order), settings),
        TicketsRevoked => RefundLetters.Revoked(Needed(order), settings),
        NewEvent => EventLetters.NewEvent(Needed(news), Needed(link), settings),
        PreSaleOpens => EventLetters.PreSaleOpens(Needed(news), Needed(link), settings),
        PayByNear => EventLetters.PayByNear(Needed(news), settings),
        EventChanged mail => EventLetters.EventChanged(mail, Needed(news), settings),
        EventTomorrow => EventLetters.EventTomorrow(Needed(news), settings),
        ToAttendees => EventLetters.ToAttendees(Needed(news).Words!, news!, settings),
        EventWithdrawn mail => EventLetters.EventWithdrawn(mail.Reason, Needed(news), settings),
        EventRestored => EventLetters.EventRestored(Needed(news), settings),
        WaitedInVain => EventLetters.WaitedInVain(Needed(news)),
        PlacesOffered => OfferLetters.Offered(Needed(order), settings),
        PreSaleBooked => BookingLetters.Booked(Needed(booking), settings),
        BookingOff => BookingLetters.Off(Needed(booking), settings),
        TicketOffered mail => TransferLetters.Offered(mail, Needed(ticket), settings),
        TicketGiven => TransferLetters.Given(Needed(ticket), settings),
        TicketReceived => TransferLetters.Received(Needed(ticket), settings),
        ReceivedTicketEnded => TransferLetters.Ended(Needed(ticket), settings),
        _ => throw new ArgumentOutOfRangeException(nameof(content), content.GetType().Name, "This mail has no words."),
    };

    /// <summary>Where a link with a secret leads.</summary>
    public Uri Link(TokenPurpose purpose, string token) => settings.Page(purpose switch
    {
        TokenPurpose.Confirm => $"confirm?token={token}",
        TokenPurpose.Reset => $"reset/new?token={token}",
        TokenPurpose.Invitation => $"invitation?token={token}",
        _ => throw new ArgumentOutOfRangeException(nameof(purpose), purpose, "No mail carries this link."),
    });

    /// <summary>Where mails about a category are ended.</summary>
    public Uri Unsubscribe(string token) => settings.Page($"unsubscribe?token={token}");

    private static EventNews Needed(EventNews? news) => news ?? throw new ArgumentNullException(nameof(news), "This mail tells of an event.");

    private static Ticket Needed(Ticket? ticket) => ticket ?? throw new ArgumentNullException(nameof(ticket), "This mail tells of a ticket.");

    private static Order Needed(Order? order) => order ?? throw new ArgumentNullException(nameof(order), "This mail tells of an order.");

    private static Booking Needed(Booking? booking) => booking ?? throw new ArgumentNullException(nameof(booking), "This mail tells of a booking.");

    private static Uri Needed(Uri? link) => link ?? throw new ArgumentNullException(nameof(link), "This mail carries a link.");
}
