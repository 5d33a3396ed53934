using System.ComponentModel;
using EventTicket.Managers;
using EventTicket.Purchases;

namespace EventTicket.Web.Gateway;

internal sealed record MailBody(
    [property: Description("one line of 1 to 100 characters")] string Subject,
    [property: Description("a plain text of 1 to 5,000 characters")] string Text);

internal sealed record DuplicateBody(
    [property: Description("a time to come with its offset, such as " + UtcTime.Example)] DateTimeOffset StartsAt,
    [property: Description("a text of 1 to 200 characters; the old title without it")] string? Title = null);

internal sealed record AttendeeAnswer(
    Guid TicketId,
    string TicketType,
    TicketStatus Status,
    Guid OrderId,
    [property: Description("as its buyer reads it")] string OrderNumber,
    [property: Description("null when the account is gone")] string? Name,
    [property: Description("null when the account is gone")] string? Email,
    DateTimeOffset PurchasedAt,
    Money Price)
{
    public static AttendeeAnswer Of(Attendee attendee) => new(
        attendee.TicketId, attendee.TicketType, attendee.Status, attendee.OrderId, Purchases.OrderNumber.Of(attendee.OrderId), attendee.Name, attendee.Email, attendee.PurchasedAt, attendee.Price);
}

internal sealed record SalesAnswer(
    [property: Description("how long a step is: 3600, 86400 or 604800")] int StepSeconds,
    [property: Description("in order of time")] IReadOnlyList<SalesStepAnswer> Sold,
    [property: Description("tickets that have opened the door")] int CheckedIn)
{
    public static SalesAnswer Of(SalesHistory history) => new(
        (int)history.Step.TotalSeconds, [.. history.Sold.Select(step => new SalesStepAnswer(step.From, step.TicketTypeId, step.Sold))], history.Used);
}

internal sealed record SalesStepAnswer([property: Description("when the step begins")] DateTimeOffset From, Guid TicketTypeId, int Sold);

internal sealed record WrittenMailAnswer(Guid MailId, string Subject, DateTimeOffset WrittenAt);

internal sealed record WrittenMailsAnswer(IReadOnlyList<MailProgressAnswer> Items)
{
    public static WrittenMailsAnswer Of(IEnumerable<MailToAttendees> mails) =>
        new([.. mails.Select(mail => new MailProgressAnswer(mail.MailId, mail.Subject, mail.WrittenAt, mail.People, mail.Finished))]);
}

internal sealed record MailProgressAnswer(
    Guid MailId,
    string Subject,
    DateTimeOffset WrittenAt,
    [property: Description("how many people's mails are on their way, or have left")] int People,
    [property: Description("whether these are all")] bool Finished);
