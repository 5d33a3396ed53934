using EventTicket.Events;
using EventTicket.Mail;
using EventTicket.Purchases;
using EventTicket.Tests.Postgres.Mail;

namespace EventTicket.Tests.Rules.Mail;

/// <summary>What buyers read about their orders.</summary>
public sealed class OrderLetterTests
{
    private static readonly MailSettings Settings = MailRoom.SettingsOf(("Data:Folder", "/tmp/data"));

    [Fact]
    public void A_receipt_tells_what_was_bought_where_and_when_and_holds_each_code()
    {
        var text = Text(new Receipt(OrderToTell.Id), OrderToTell.Paid());

        Assert.Contains("Event: An evening of songs", text, StringComparison.Ordinal);
        Assert.Contains("When: Tue 11 June 2030, 21:30, Turin time (UTC+2)", text, StringComparison.Ordinal);
        Assert.Contains("Where: The Mill, Turin", text, StringComparison.Ordinal);
        Assert.Contains("Order: 0198a1b2", text, StringComparison.Ordinal);
        Assert.Contains("2 × Standing: GBP 25.00 each, GBP 50.00", text, StringComparison.Ordinal);
        Assert.Contains("Total: GBP 50.00", text, StringComparison.Ordinal);
        Assert.Contains("Code: CODE-OF-TICKET-1", text, StringComparison.Ordinal);
        Assert.Contains("Code: CODE-OF-TICKET-2", text, StringComparison.Ordinal);
        Assert.Contains($"https://tickets.example.org/tickets/{OrderToTell.SecondTicket}", text, StringComparison.Ordinal);
        Assert.Contains($"https://tickets.example.org/orders/{OrderToTell.Id}", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("JPY", 4_500, "JPY 4,500 each, JPY 9,000", "Total: JPY 9,000")]
    [InlineData("KWD", 1_250, "KWD 1.250 each, KWD 2.500", "Total: KWD 2.500")]
    [InlineData("EUR", 5, "EUR 0.05 each, EUR 0.10", "Total: EUR 0.10")]
    [InlineData("GBP", 0, "2 × Standing: Free", "Total: Free")]
    public void Amounts_have_the_digits_of_their_currency(string currency, long price, string bought, string total)
    {
        var text = Text(new Receipt(OrderToTell.Id), OrderToTell.Paid(price, currency));

        Assert.Contains(bought, text, StringComparison.Ordinal);
        Assert.Contains(total + "\n", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("America/St_Johns", "Tue 11 June 2030, 17:00, Turin time (UTC−2:30)")]
    [InlineData("Asia/Kathmandu", "Wed 12 June 2030, 01:15, Turin time (UTC+5:45)")]
    [InlineData("Mars/Olympus", "Tue 11 June 2030, 19:30, UTC")]
    public void Times_are_those_of_the_venue(string timeZone, string when) =>
        Assert.Contains($"When: {when}\n", Text(new Receipt(OrderToTell.Id), OrderToTell.Paid(timeZone: timeZone)), StringComparison.Ordinal);

    [Fact]
    public void Each_code_is_a_picture_that_travels_with_the_mail()
    {
        using var mail = Mime(OrderToTell.Paid());

        var shown = Page(mail).QuerySelectorAll("img").Select(picture => picture.GetAttribute("src"));
        var pictures = mail.BodyParts.OfType<MimeKit.MimePart>().Where(part => part.ContentType.IsMimeType("image", "png")).ToList();
        Assert.Equal(2, pictures.Count);
        Assert.Equal(pictures.Select(picture => $"cid:{picture.ContentId}"), shown);
        Assert.All(pictures, picture =>
        {
            using var png = new MemoryStream();
            picture.Content!.DecodeTo(png, TestContext.Current.CancellationToken);
            Assert.Equal([0x89, 0x50, 0x4E, 0x47], png.ToArray()[..4]);
        });
        Assert.NotEqual(pictures[0].ContentId, pictures[1].ContentId);
    }

    [Theory]
    [InlineData(TicketStatus.Cancelled)]
    [InlineData(TicketStatus.Transferred)]
    [InlineData(TicketStatus.Revoked)]
    [InlineData(TicketStatus.Used)]
    public void A_code_that_does_not_open_the_door_any_more_is_not_handed_out(TicketStatus status)
    {
        var order = OrderToTell.Paid().WithFirst(status);

        var text = Text(new Receipt(OrderToTell.Id), order);
        using var mail = Mime(order);

        Assert.DoesNotContain("CODE-OF-TICKET-1", text, StringComparison.Ordinal);
        Assert.Contains("CODE-OF-TICKET-2", text, StringComparison.Ordinal);
        Assert.DoesNotContain("CODE-OF-TICKET-1", mail.HtmlBody, StringComparison.Ordinal);
        Assert.Single(Page(mail).QuerySelectorAll("img"));
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\"><img src=https://evil.example/x>")]
    [InlineData("Song\r\nBcc: eve@evil.example")]
    [InlineData("\u202Eevil\u2066 \u0000\u0007 O'Brien & Søn; DROP TABLE")]
    [InlineData("شكرا 🎟️ 𝕋𝕚𝕔𝕜𝕖𝕥")]
    public void What_people_typed_stays_text(string naughty)
    {
        var order = OrderToTell.Paid(naughty: naughty + new string('x', 60));
        foreach (var content in new MailContent[]
        {
            new Receipt(OrderToTell.Id), new MoneyBack(OrderToTell.Id, [OrderToTell.FirstTicket], 2_500, RefundCause.Asked),
            new EventCancelled(OrderToTell.Id, 5_000), new PaymentTurnedAway(OrderToTell.Id), new TicketsRevoked(OrderToTell.Id),
        })
        {
            var letter = new Letters(Settings).Write(content, null, order).To(naughty);
            using var mail = MimeLetter.Of(new(Guid.NewGuid(), "ada@example.org", naughty, letter, DateTimeOffset.UnixEpoch), Settings);
            using var wire = new MemoryStream();
            mail.WriteTo(wire, TestContext.Current.CancellationToken);
            wire.Position = 0;
            using var read = MimeKit.MimeMessage.Load(wire, TestContext.Current.CancellationToken);

            Assert.Equal(["ada@example.org"], read.GetRecipients().Select(recipient => recipient.Address));
            Assert.DoesNotContain(read.Subject!, character => char.IsControl(character));
            Assert.InRange(letter.Subject.Length, 5, 90);
            Assert.Empty(Page(read).QuerySelectorAll("script"));
            Assert.All(Page(read).QuerySelectorAll("img"), picture => Assert.StartsWith("cid:", picture.GetAttribute("src"), StringComparison.Ordinal));
            Assert.DoesNotContain("\u202E", read.TextBody, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_refund_tells_what_ended_what_comes_back_and_what_stays()
    {
        var text = Text(new MoneyBack(OrderToTell.Id, [OrderToTell.FirstTicket], 2_500, RefundCause.Asked), OrderToTell.Paid().WithFirst(TicketStatus.Cancelled));

        Assert.Contains("GBP 25.00 is on its way back to you.", text, StringComparison.Ordinal);
        Assert.Contains("Ended: 1 × Standing", text, StringComparison.Ordinal);
        Assert.Contains("That ticket does not open the door any more; the rest of the order stays as it is.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("CODE-OF", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(nameof(RefundCause.External), 1_000, "GBP 10.00 of this order was given back to you.")]
    [InlineData(nameof(RefundCause.DisputeLost), 5_000, "Your bank has decided that GBP 50.00 of this order is yours again")]
    [InlineData(nameof(RefundCause.EventCancelled), 5_000, "The event does not take place. GBP 50.00 is on its way back to you.")]
    [InlineData(nameof(RefundCause.Asked), 0, "What was paid for it has gone back to you already.")]
    public void Why_money_goes_back_is_said(string cause, long amount, string says) =>
        Assert.Contains(says, Text(new MoneyBack(OrderToTell.Id, [], amount, Enum.Parse<RefundCause>(cause)), OrderToTell.Paid()), StringComparison.Ordinal);

    [Fact]
    public void A_free_ticket_ends_without_talk_of_money_on_its_way()
    {
        var letter = Write(new MoneyBack(OrderToTell.Id, [OrderToTell.FirstTicket], 0, RefundCause.Asked), OrderToTell.Paid(price: 0));

        Assert.StartsWith("Cancelled: ", letter.Subject, StringComparison.Ordinal);
        Assert.Contains("You had nothing to pay for it", LetterText.Of(letter, Settings), StringComparison.Ordinal);
        Assert.DoesNotContain("on its way", LetterText.Of(letter, Settings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_cancelled_event_tells_what_comes_back_or_who_decides_about_it()
    {
        Assert.Contains("GBP 50.00 is on its way back", Text(new EventCancelled(OrderToTell.Id, 5_000), OrderToTell.Paid()), StringComparison.Ordinal);
        Assert.Contains("Your bank is looking into your payment", Text(new EventCancelled(OrderToTell.Id, null), OrderToTell.Paid()), StringComparison.Ordinal);
        Assert.Contains("You had nothing to pay", Text(new EventCancelled(OrderToTell.Id, 0), OrderToTell.Paid(price: 0)), StringComparison.Ordinal);
    }

    [Fact]
    public void Money_that_was_turned_away_is_told_as_the_order_stands()
    {
        Assert.Contains("Your time to pay had run out", Text(Turned, OrderToTell.Paid().Without(OrderStatus.Expired)), StringComparison.Ordinal);
        Assert.Contains("The event was cancelled before", Text(Turned, OrderToTell.Paid().Without(OrderStatus.Released, EventStatus.Cancelled)), StringComparison.Ordinal);
        Assert.Contains("Your places are still held", Text(Turned, OrderToTell.Paid().Without(OrderStatus.Paying)), StringComparison.Ordinal);
        Assert.Contains("You have your tickets", Text(Turned, OrderToTell.Paid()), StringComparison.Ordinal);
    }

    private static MailContent Turned => new PaymentTurnedAway(OrderToTell.Id);

    private static Letter Write(MailContent content, Order order) => new Letters(Settings).Write(content, null, order);

    private static string Text(MailContent content, Order order) => LetterText.Of(Write(content, order), Settings);

    private static MimeKit.MimeMessage Mime(Order order) =>
        MimeLetter.Of(new(Guid.NewGuid(), "ada@example.org", "Ada", Write(new Receipt(order.OrderId), order), DateTimeOffset.UnixEpoch), Settings);

    private static AngleSharp.Html.Dom.IHtmlDocument Page(MimeKit.MimeMessage mail) => new AngleSharp.Html.Parser.HtmlParser().ParseDocument(mail.HtmlBody!);
}
