using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using EventTicket.Events;
using EventTicket.Mail;
using EventTicket.Tests.Postgres.Mail;

namespace EventTicket.Tests.Rules.Mail;

public sealed class LetterTests
{
    private static readonly MailSettings Settings = MailRoom.SettingsOf(("Data:Folder", "/tmp/data"));
    private static readonly Letters Letters = new(Settings);

    // One of each kind, and both sides of those that have two.
    private static readonly MailContent[] Contents =
    [
        new ConfirmAddress("ada@example.org"), new ConfirmNewAddress("new@example.org"), new AddressChanges(Changed: false), new AddressChanges(Changed: true),
        new ConfirmPhone("+4915112345678"), new PasswordReset(), new PasswordChanged(), new SecondFactorChanged(On: true), new SecondFactorChanged(On: false),
        new Invitation(Role.Manager), new Invitation(Role.Admin), new OfficeGiven(Role.Manager), new OfficeGiven(Role.Admin),
        new Receipt(OrderToTell.Id), new MoneyBack(OrderToTell.Id, [OrderToTell.FirstTicket], 2_500, RefundCause.Asked), new PaymentTurnedAway(OrderToTell.Id),
        new EventCancelled(OrderToTell.Id, 5_000), new EventCancelled(OrderToTell.Id, null), new TicketsRevoked(OrderToTell.Id),
        new NewEvent(EventToTell.Id, EventToTell.Category), new EventChanged(EventToTell.Id, EventToTell.Earlier), new EventChanged(EventToTell.Id, EventToTell.Elsewhere),
        new EventTomorrow(EventToTell.Id, EventToTell.StartsAt), new PreSaleOpens(EventToTell.Id, EventToTell.Category, EventToTell.StartsAt), new PayByNear(EventToTell.Id, EventToTell.StartsAt),
        new ToAttendees(EventToTell.Id, Guid.Empty), new EventWithdrawn(EventToTell.Id, "Ask us first."), new EventRestored(EventToTell.Id), new WaitedInVain(EventToTell.Id),
        new PreSaleBooked(OrderToTell.Id), new PlacesOffered(OrderToTell.Id), new BookingOff(OrderToTell.Id),
        new TicketOffered(Guid.Empty, OrderToTell.FirstTicket, Guid.Empty, "Grace Hopper"), new TicketOffered(Guid.Empty, OrderToTell.FirstTicket, Guid.Empty, null),
        new TicketGiven(OrderToTell.FirstTicket), new TicketReceived(OrderToTell.FirstTicket), new ReceivedTicketEnded(OrderToTell.FirstTicket),
    ];

    public static TheoryData<int> All => [.. Enumerable.Range(0, Contents.Length)];

    [Fact]
    public void Every_kind_of_mail_is_among_them() => Assert.Equal(
        typeof(MailContent).GetCustomAttributes<JsonDerivedTypeAttribute>().Select(kind => kind.DerivedType.Name).Order(),
        Contents.Select(content => content.GetType().Name).Distinct().Order());

    [Theory]
    [MemberData(nameof(All))]
    public void Every_mail_has_a_subject_and_says_the_same_in_text_and_HTML(int index)
    {
        var content = Contents[index];
        var link = content is ICarriesLink carries ? Letters.Link(carries.Purpose, "token-of-the-test") : content is ITellsFollowers ? Letters.Unsubscribe("token-of-the-test") : null;

        var letter = Letters.Write(content, link, content is ITellsOfOrder ? OrderToTell.Paid() : null, content is ITellsOfEvent ? EventToTell.News : null,
            content is ITellsOfBooking ? OrderToTell.Booked() : null, content is ITellsOfTicket ? OrderToTell.Paid().Tickets[0] : null);
        var (text, html) = (LetterText.Of(letter, Settings), new AngleSharp.Html.Parser.HtmlParser().ParseDocument(LetterHtml.Of(letter, Settings)));

        Assert.InRange(letter.Subject.Length, 5, 70);
        Assert.Equal(letter.Subject, html.QuerySelector("h1")!.TextContent);
        Assert.All(letter.Blocks.OfType<Paragraph>(), paragraph => Assert.True(
            text.Contains(paragraph.Text, StringComparison.Ordinal) && html.Body!.TextContent.Contains(paragraph.Text, StringComparison.Ordinal)));
        if (link is not null)
        {
            Assert.Contains(link.AbsoluteUri, text, StringComparison.Ordinal);
            Assert.Contains(html.QuerySelectorAll("a"), anchor => anchor.GetAttribute("href") == link.AbsoluteUri);
        }

        Assert.All(html.QuerySelectorAll("a"), anchor => Assert.StartsWith("https://tickets.example.org/", anchor.GetAttribute("href"), StringComparison.Ordinal));
        Assert.Empty(html.QuerySelectorAll("script, link, iframe"));
        // Nothing is fetched when a mail is read.
        Assert.All(html.QuerySelectorAll("img"), picture => Assert.StartsWith("cid:", picture.GetAttribute("src"), StringComparison.Ordinal));
        Assert.DoesNotContain("Test mode", text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Every_mail_comes_back_from_the_outbox_as_it_was_written(int index)
    {
        var json = JsonSerializer.Serialize(Contents[index], MailContent.Json);

        var back = JsonSerializer.Deserialize<MailContent>(json, MailContent.Json)!;
        Assert.Equal((Contents[index].GetType(), json), (back.GetType(), JsonSerializer.Serialize(back, MailContent.Json)));
        Assert.DoesNotContain("Life", json, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_link_or_an_order_is_never_left_out(int index)
    {
        if (Contents[index] is ICarriesLink or ITellsOfOrder or ITellsOfEvent or ITellsOfBooking or ITellsOfTicket)
        {
            Assert.Throws<ArgumentNullException>(() => Letters.Write(Contents[index], null));
        }
        else
        {
            Assert.NotNull(Letters.Write(Contents[index], null));
        }
    }

    [Fact]
    public void What_goes_by_SMS_is_short_and_has_its_link()
    {
        var token = MailedToken.New();

        var reset = Letters.Write(new PasswordReset(), Letters.Link(TokenPurpose.Reset, token)).Short!;

        Assert.EndsWith($"/reset/new?token={token}", reset, StringComparison.Ordinal);
        Assert.InRange(reset.Length, 1, 160);
        Assert.Contains(token, Letters.Write(new ConfirmPhone("+4915112345678"), Letters.Link(TokenPurpose.Confirm, token)).Short, StringComparison.Ordinal);
    }

    [Fact]
    public void Facts_and_everything_else_are_encoded()
    {
        var letter = new Letter("<b>&", [new Facts([("<i>", "\"<script>\"")]), new Paragraph("<u>"), new FinePrint("</p>"), new Button("<s>", new("https://tickets.example.org/?a=1&b=\"2"))]);

        var html = LetterHtml.Of(letter, Settings);
        var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(html);

        Assert.Empty(page.QuerySelectorAll("b, i, u, s, script"));
        Assert.Equal(("<i>", "\"<script>\""), (page.QuerySelector("th")!.TextContent, page.QuerySelector("td")!.TextContent));
        Assert.Equal("https://tickets.example.org/?a=1&b=%222", page.QuerySelector("a.act")!.GetAttribute("href"));
        Assert.Contains("<i>: \"<script>\"", LetterText.Of(letter, Settings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://tickets.example.org", "https://tickets.example.org/confirm?token=x", "tickets.example.org")]
    [InlineData("https://example.org/shop/", "https://example.org/shop/confirm?token=x", "example.org")]
    [InlineData("http://localhost:8000", "http://localhost:8000/confirm?token=x", "localhost")]
    [InlineData("http://127.0.0.1:8000", "http://127.0.0.1:8000/confirm?token=x", "eventticket.invalid")]
    public void Links_and_ids_come_from_the_configured_address(string site, string link, string host)
    {
        var settings = MailRoom.SettingsOf(("Data:Folder", "/tmp/data"), ("Site:PublicUrl", site));

        Assert.Equal(link, new Letters(settings).Link(TokenPurpose.Confirm, "x").AbsoluteUri);
        Assert.EndsWith($"@{host}", MimeLetter.Id(Guid.NewGuid(), settings.Site), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ada@example.org, eve@evil.example")]
    [InlineData("ada@example.org\r\nBcc: eve@evil.example")]
    [InlineData("Eve <eve@evil.example>")]
    [InlineData("")]
    public void What_is_not_one_plain_address_gets_no_mail(string recipient) => Assert.ThrowsAny<Exception>(
        () => MimeLetter.Of(new(Guid.NewGuid(), recipient, "Ada", new("Hello", []), DateTimeOffset.UnixEpoch), Settings));
}
