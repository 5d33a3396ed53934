namespace EventTicket.Mail;

/// <summary>Content about one booking of the person it goes to. Only its id lies in the outbox; the rest is looked up when the mail is sent.</summary>
internal interface ITellsOfBooking
{
    Guid BookingId { get; }
}

/// <summary>Places of the pre-sale are booked, and how to pay them.</summary>
internal sealed record PreSaleBooked(Guid BookingId) : MailContent, ITellsOfBooking;

/// <summary>The event will not take place, and the booking with it; nothing was paid yet.</summary>
internal sealed record BookingOff(Guid BookingId) : MailContent, ITellsOfBooking;
