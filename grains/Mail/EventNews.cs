using EventTicket.Events;
using EventTicket.Purchases;

namespace EventTicket.Mail;

/// <summary>An event as it stands when one person is told of it.</summary>
/// <param name="Address">The venue's.</param>
/// <param name="Category">The name of its category.</param>
/// <param name="IsOn">Published, and not withdrawn.</param>
/// <param name="IsToCome">Not begun yet.</param>
/// <param name="Follows">Whether the person follows the category, with mails on.</param>
/// <param name="HoldsTickets">Whether the person has a ticket that opens the door, or has opened it.</param>
/// <param name="PreSale">Null where there is none.</param>
/// <param name="Words">What its manager wrote, for a mail that carries it.</param>
internal sealed record EventNews(
    EventSummary Event, DateTimeOffset EndsAt, string Address, string Description, string Category, bool IsOn, bool IsToCome, bool Follows, bool HoldsTickets, ManagersWords? Words,
    PreSaleNews? PreSale = null);

/// <summary>A mail as a manager wrote it.</summary>
internal sealed record ManagersWords(string Subject, string Text);

/// <summary>A pre-sale as it stands when one person is told of it.</summary>
/// <param name="Price">Of one place.</param>
/// <param name="Unpaid">Places that this person has booked and not paid.</param>
/// <param name="IsOver">Whether it has closed.</param>
/// <param name="MayPay">Whether there is still time to pay.</param>
internal sealed record PreSaleNews(DateTimeOffset OpensAt, DateTimeOffset PayBy, Money Price, int Unpaid, bool IsOver, bool MayPay);
