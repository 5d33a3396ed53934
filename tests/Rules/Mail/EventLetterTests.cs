using EventTicket.Events;
using EventTicket.Mail;
using EventTicket.Tests.Postgres.Mail;
using MimeKit;

namespace EventTicket.Tests.Rules.Mail;

/// <summary>What people read about events, and what they are no longer told.</summary>
public sealed class EventLetterTests
{
    private static readonly MailSettings Settings = MailRoom.SettingsOf(("Data:Folder", "/tmp/data"));
    private static readonly Letters Letters = new(Settings);
    private static readonly NewEvent New = new(EventToTell.Id, EventToTell.Category);

    [Fact]
    public void A_mail_about_a_new_event_can_be_ended_with_one_click_and_no_other_mail_can()
    {
        using var ended = Mime(Letters.Write(New, Letters.Unsubscribe("abc"), news: EventToTell.News));
        using var other = Mime(Letters.Write(new EventTomorrow(EventToTell.Id, EventToTell.StartsAt), null, news: EventToTell.News));

        Assert.Equal("<https://tickets.example.org/unsubscribe?token=abc>", ended.Headers["List-Unsubscribe"]);
        Assert.Equal("List-Unsubscribe=One-Click", ended.Headers["List-Unsubscribe-Post"]);
        Assert.DoesNotContain("unsubscribe", string.Join('\n', other.Headers.Select(header => header.Field)), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_change_tells_what_was_and_what_is()
    {
        var time = LetterText.Of(Letters.Write(new EventChanged(EventToTell.Id, EventToTell.Earlier), null, news: EventToTell.News), Settings);
        var place = LetterText.Of(Letters.Write(new EventChanged(EventToTell.Id, EventToTell.Elsewhere), null, news: EventToTell.News), Settings);

        Assert.Contains("When: Tue 11 June 2030, 21:30, Turin time (UTC+2)", time, StringComparison.Ordinal);
        Assert.Contains("It was: Tue 11 June 2030, 20:30, Turin time (UTC+2)", time, StringComparison.Ordinal);
        Assert.DoesNotContain("It was at", time, StringComparison.Ordinal);
        Assert.Contains("Where: The Mill, Mill Lane 3, Turin\nIt was at: The Barn, Barn Lane 1, Turin", place, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_true_any_more_is_not_told()
    {
        var news = EventToTell.News;
        var tomorrow = new EventTomorrow(EventToTell.Id, EventToTell.StartsAt);

        Assert.True(New.IsWorthTelling(news));
        Assert.False(New.IsWorthTelling(news with { Follows = false }));
        Assert.False(New.IsWorthTelling(news with { IsOn = false }));
        Assert.False(New.IsWorthTelling(news with { IsToCome = false }));
        Assert.True(tomorrow.IsWorthTelling(news));
        Assert.False(tomorrow.IsWorthTelling(news with { HoldsTickets = false }));
        Assert.False((tomorrow with { StartsAt = EventToTell.StartsAt.AddHours(1) }).IsWorthTelling(news));
        Assert.False(new EventChanged(EventToTell.Id, EventToTell.Earlier).IsWorthTelling(news with { Event = news.Event with { Status = EventStatus.Cancelled } }));
    }

    [Fact]
    public void What_a_manager_writes_is_shown_and_never_read()
    {
        const string Naughty = "<script>alert(1)</script> =cmd|' /C calc'!A0";
        var letter = Letters.Write(new ToAttendees(EventToTell.Id, Guid.Empty), null, news: EventToTell.News with { Words = new("Hello\r\nBcc: eve@example.org", Naughty) });

        using var mail = Mime(letter);
        Assert.Equal("Hello  Bcc: eve@example.org", mail.Subject);
        Assert.Null(mail.Headers["Bcc"]);
        Assert.DoesNotContain("<script", mail.HtmlBody, StringComparison.Ordinal);
        Assert.Contains(Naughty, mail.TextBody, StringComparison.Ordinal);
    }

    private static MimeMessage Mime(Letter letter) => MimeLetter.Of(new(Guid.NewGuid(), "ada@example.org", "Ada", letter, DateTimeOffset.UnixEpoch), Settings);
}
