using EventTicket.Mail;

namespace EventTicket.Campaigns;

/// <summary>Something that many are told, as it is written beside the fact it tells.</summary>
/// <param name="CampaignId">Its id.</param>
/// <param name="Thing">What each person is told once, such as <c>new-event 4f…</c>; a second campaign about it is not written.</param>
/// <param name="CategoryId">Whose followers; null for people of the event.</param>
/// <param name="Content">What lies in each person's row of the outbox.</param>
/// <param name="At">When the fact happened.</param>
internal sealed record Campaign(Guid CampaignId, string Thing, Audience Audience, Guid? CategoryId, MailContent Content, DateTimeOffset At);

/// <summary>Who is told.</summary>
internal enum Audience
{
    /// <summary>Who follows the category, with mails on.</summary>
    Followers,

    /// <summary>Who has a valid ticket of the event.</summary>
    Holders,

    /// <summary>Who has a valid ticket of the event, or has used one.</summary>
    Attendees,

    /// <summary>Who has booked in the event's pre-sale and not paid yet.</summary>
    Bookers,
}
