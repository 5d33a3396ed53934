using EventTicket.Events;
using EventTicket.Mail;

namespace EventTicket.Tests.Rules.Mail;

/// <summary>An event as it is looked up when somebody is told of it.</summary>
internal static class EventToTell
{
    public static readonly Guid Id = Guid.Parse("0198a1b2-0000-7000-8000-0000000000ee");
    public static readonly Guid Category = Guid.Parse("0f5e0d1a-1000-4000-8000-000000000001");
    public static readonly DateTimeOffset StartsAt = new(2030, 6, 11, 19, 30, 0, TimeSpan.Zero);

    public static readonly EventNews News = new(
        new(Id, "An evening of songs", "The Mill", "Turin", StartsAt, "Europe/Rome", EventStatus.Published), StartsAt.AddHours(3), "Mill Lane 3",
        "Songs, then everybody sings.", "Concerts", IsOn: true, IsToCome: true, Follows: true, HoldsTickets: true, new("Doors open later", "We open at eight.\n\nSee you there."),
        new(StartsAt.AddDays(-20), StartsAt.AddDays(-10), new(2_500, "GBP"), 2, IsOver: false, MayPay: true));

    /// <summary>The same place, an hour earlier.</summary>
    public static readonly WhenWhere Earlier = new(StartsAt.AddHours(-1), StartsAt.AddHours(2), "Europe/Rome", new("The Mill", "Mill Lane 3", "Turin"));

    /// <summary>The same time in another house.</summary>
    public static readonly WhenWhere Elsewhere = new(StartsAt, StartsAt.AddHours(3), "Europe/Rome", new("The Barn", "Barn Lane 1", "Turin"));
}
