using System.Text.Json;
using System.Text.Json.Serialization;

namespace EventTicket.Mail;

/// <summary>A mail that is to leave, as it is written beside the fact it tells.</summary>
/// <param name="MailId">Its id; the Message-ID is made from it, so a mail that is sent twice is one mail to its reader.</param>
/// <param name="Thing">What it is about, unique for its person: "order 1f…", "confirm 3a…". A second one is not written.</param>
/// <param name="UserId">Whose mail it is; null when the person has no account.</param>
/// <param name="Address">Where it goes; null: to the address the account has when it is sent.</param>
/// <param name="Content">What it says.</param>
internal sealed record OutgoingMail(Guid MailId, string Thing, Guid? UserId, string? Address, MailContent Content)
{
    /// <summary>For the unique key.</summary>
    public string Person => UserId?.ToString("N") ?? Address ?? throw new InvalidOperationException("A mail goes to somebody.");

    /// <summary>By telephone, where the operator sends SMS; <see cref="Address"/> is then the number.</summary>
    public bool BySms { get; init; }
}

/// <summary>
/// What a mail says: ids and plain words, as it lies in the outbox. Never a secret: a link's token is made when the mail is sent, so
/// that it is nowhere in the database in clear.
/// </summary>
[JsonPolymorphic]
[JsonDerivedType(typeof(ConfirmAddress), "confirm-address")]
[JsonDerivedType(typeof(ConfirmNewAddress), "confirm-new-address")]
[JsonDerivedType(typeof(AddressChanges), "address-changes")]
[JsonDerivedType(typeof(ConfirmPhone), "confirm-phone")]
[JsonDerivedType(typeof(PasswordReset), "password-reset")]
[JsonDerivedType(typeof(PasswordChanged), "password-changed")]
[JsonDerivedType(typeof(SecondFactorChanged), "second-factor-changed")]
[JsonDerivedType(typeof(Invitation), "invitation")]
[JsonDerivedType(typeof(OfficeGiven), "office-given")]
[JsonDerivedType(typeof(Receipt), "receipt")]
[JsonDerivedType(typeof(MoneyBack), "money-back")]
[JsonDerivedType(typeof(PaymentTurnedAway), "payment-turned-away")]
[JsonDerivedType(typeof(EventCancelled), "event-cancelled")]
[JsonDerivedType(typeof(TicketsRevoked), "tickets-revoked")]
[JsonDerivedType(typeof(NewEvent), "new-event")]
[JsonDerivedType(typeof(PreSaleOpens), "pre-sale-opens")]
[JsonDerivedType(typeof(PayByNear), "pay-by-near")]
[JsonDerivedType(typeof(EventChanged), "event-changed")]
[JsonDerivedType(typeof(EventTomorrow), "event-tomorrow")]
[JsonDerivedType(typeof(ToAttendees), "to-attendees")]
[JsonDerivedType(typeof(EventWithdrawn), "event-withdrawn")]
[JsonDerivedType(typeof(EventRestored), "event-restored")]
[JsonDerivedType(typeof(PreSaleBooked), "pre-sale-booked")]
[JsonDerivedType(typeof(BookingOff), "booking-off")]
[JsonDerivedType(typeof(TicketOffered), "ticket-offered")]
[JsonDerivedType(typeof(TicketGiven), "ticket-given")]
[JsonDerivedType(typeof(TicketReceived), "ticket-received")]
[JsonDerivedType(typeof(ReceivedTicketEnded), "received-ticket-ended")]
[JsonDerivedType(typeof(PlacesOffered), "places-offered")]
[JsonDerivedType(typeof(WaitedInVain), "waited-in-vain")]
internal abstract record MailContent
{
    /// <summary>jsonb puts properties into an order of its own. What follows from the kind of mail is not kept.</summary>
    public static readonly JsonSerializerOptions Json = new() { AllowOutOfOrderMetadataProperties = true, IgnoreReadOnlyProperties = true };
}

/// <summary>Content whose mail carries a link with a secret.</summary>
internal interface ICarriesLink
{
    /// <summary>What following the link does.</summary>
    TokenPurpose Purpose { get; }

    /// <summary>How long it works, from when it is sent.</summary>
    TimeSpan Life { get; }

    /// <summary>What the link confirms, or promotes to; null for neither.</summary>
    string? Value => null;
}

/// <summary>What a token is for, in the words of the table.</summary>
internal enum TokenPurpose
{
    Confirm,
    Reset,
    Invitation,
    FirstAdmin,
}

/// <summary>To a new account: follow the link, and the address is yours. Leads to <c>/confirm?token=…</c>.</summary>
internal sealed record ConfirmAddress(string Address) : MailContent, ICarriesLink
{
    public TokenPurpose Purpose => TokenPurpose.Confirm;

    public TimeSpan Life => TimeSpan.FromDays(3);

    public string Value => Address;
}

/// <summary>To a new address of an account that has one.</summary>
internal sealed record ConfirmNewAddress(string Address) : MailContent, ICarriesLink
{
    public TokenPurpose Purpose => TokenPurpose.Confirm;

    public TimeSpan Life => TimeSpan.FromDays(1);

    public string Value => Address;
}

/// <summary>To the old address, when another was asked for: so that a thief does not stay unnoticed.</summary>
/// <param name="Changed">False: it was asked for; true: it has happened.</param>
internal sealed record AddressChanges(bool Changed) : MailContent;

/// <summary>By SMS: follow the link, and this number is your account's.</summary>
internal sealed record ConfirmPhone(string Phone) : MailContent, ICarriesLink
{
    public TokenPurpose Purpose => TokenPurpose.Confirm;

    public TimeSpan Life => TimeSpan.FromMinutes(30);

    public string Value => Phone;
}

/// <summary>A link to set a new password: <c>/reset/new?token=…</c>. By mail or SMS.</summary>
internal sealed record PasswordReset : MailContent, ICarriesLink
{
    public TokenPurpose Purpose => TokenPurpose.Reset;

    public TimeSpan Life => TimeSpan.FromMinutes(30);
}

/// <summary>The password is another now.</summary>
internal sealed record PasswordChanged : MailContent;

/// <param name="On">Whether it was switched on, or off.</param>
internal sealed record SecondFactorChanged(bool On) : MailContent;

/// <summary>An office waits for whoever follows the link: <c>/invitation?token=…</c>.</summary>
internal sealed record Invitation(Role Office) : MailContent, ICarriesLink
{
    public TokenPurpose Purpose => TokenPurpose.Invitation;

    public TimeSpan Life => TimeSpan.FromDays(7);

    public string Value => Office.ToString();
}

/// <summary>A confirmed user has an office from now on.</summary>
internal sealed record OfficeGiven(Role Office) : MailContent;
