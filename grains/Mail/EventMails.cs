using EventTicket.Events;

namespace EventTicket.Mail;

/// <summary>
/// Content about an event, for one person among many. Only ids and what would be forgotten otherwise lie in the outbox: the rest is looked
/// up when the mail is sent, and what is no longer worth telling then is dropped.
/// </summary>
internal interface ITellsOfEvent
{
    Guid EventId { get; }

    /// <summary>Whether it is still true, and still of use to this person.</summary>
    bool IsWorthTelling(EventNews news);
}

/// <summary>Content for those who follow a category; every such mail can be ended by its own link.</summary>
internal interface ITellsFollowers : ITellsOfEvent
{
    Guid CategoryId { get; }
}

/// <summary>A new event in a category that the person follows.</summary>
internal sealed record NewEvent(Guid EventId, Guid CategoryId) : MailContent, ITellsFollowers
{
    public bool IsWorthTelling(EventNews news) => news is { IsOn: true, IsToCome: true, Follows: true };
}

/// <summary>A holder's event has another time or place.</summary>
/// <param name="Before">How it was.</param>
internal sealed record EventChanged(Guid EventId, WhenWhere Before) : MailContent, ITellsOfEvent
{
    public bool IsWorthTelling(EventNews news) => news is { Event.Status: EventStatus.Published, HoldsTickets: true };
}

/// <summary>A holder's event begins within a day.</summary>
/// <param name="StartsAt">As it was when this was written: an event that was moved since is told anew.</param>
internal sealed record EventTomorrow(Guid EventId, DateTimeOffset StartsAt) : MailContent, ITellsOfEvent
{
    public bool IsWorthTelling(EventNews news) => news is { Event.Status: EventStatus.Published, IsToCome: true, HoldsTickets: true } && news.Event.StartsAt == StartsAt;
}

/// <summary>What an event's manager wrote to everybody with a ticket. The words lie with the campaign, once.</summary>
internal sealed record ToAttendees(Guid EventId, Guid CampaignId) : MailContent, ITellsOfEvent
{
    public bool IsWorthTelling(EventNews news) => news.Words is not null;
}

/// <summary>To the manager: an admin has taken the event off sale and out of the catalogue.</summary>
/// <param name="Reason">In the admin's words.</param>
internal sealed record EventWithdrawn(Guid EventId, string Reason) : MailContent, ITellsOfEvent
{
    public bool IsWorthTelling(EventNews news) => true;
}

/// <summary>To the manager: the event is on sale again.</summary>
internal sealed record EventRestored(Guid EventId) : MailContent, ITellsOfEvent
{
    public bool IsWorthTelling(EventNews news) => true;
}

/// <summary>To whoever waited for places, or had them on offer: the event does not take place.</summary>
internal sealed record WaitedInVain(Guid EventId) : MailContent, ITellsOfEvent
{
    public bool IsWorthTelling(EventNews news) => news.Event.Status == EventStatus.Cancelled;
}

/// <summary>A pre-sale in a category that the person follows opens within a day.</summary>
/// <param name="OpensAt">As it was when this was written: a pre-sale that was moved since is told anew.</param>
internal sealed record PreSaleOpens(Guid EventId, Guid CategoryId, DateTimeOffset OpensAt) : MailContent, ITellsFollowers
{
    public bool IsWorthTelling(EventNews news) => news is { IsOn: true, Follows: true, PreSale.IsOver: false } && news.PreSale.OpensAt == OpensAt;
}

/// <summary>The time to pay for a booking ends within a day.</summary>
/// <param name="PayBy">As it was when this was written.</param>
internal sealed record PayByNear(Guid EventId, DateTimeOffset PayBy) : MailContent, ITellsOfEvent
{
    public bool IsWorthTelling(EventNews news) => news is { IsOn: true, PreSale: { Unpaid: > 0, MayPay: true } } && news.PreSale.PayBy == PayBy;
}
