using System.Diagnostics;
using System.Text;
using EventTicket.Mail;
using EventTicket.Purchases;
using EventTicket.Tests.Postgres.Mail;
using UglyToad.PdfPig;

namespace EventTicket.Tests.Rules.Mail;

/// <summary>Tickets as files, read by other programs than the one that wrote them.</summary>
public sealed class TicketFileTests
{
    private static readonly MailSettings Settings = MailRoom.SettingsOf(("Data:Folder", "/tmp/data"), ("Payments:TestMode", "true"));

    public static TheoryData<string> Naughty =>
    [
        "=cmd|' /C calc'!A0", "O'Brien <b>", "Emoji 🎟️👩‍👩‍👧 and 𝕋𝕚𝕔𝕜𝕖𝕥", "تذكرة شكرا", "שלום 123 abc", "Ωmega Ёж Łódź ñ", "演唱会の夜", new string('x', 200),
        "Bcc: a\r\nEND:VCALENDAR\r\nX:1", "\u202Eevil\u2066\u0000\u0007", "lone \uD83D half", "", "e\u0301\u0323 z\u0337\u0338",
    ];

    [Fact]
    public void A_printed_ticket_tells_event_time_place_and_code()
    {
        using var pdf = Open(Tickets());

        Assert.Equal(2, pdf.NumberOfPages);
        var text = Text(pdf, 1);
        foreach (var words in (string[])["An evening of songs", "Tue 11 June 2030, 21:30, Turin time (UTC+2)", "The Mill, Mill Lane 3, Turin", "Standing, GBP 25.00", "Ticket 1 of 2", "CODE -OF- TICK ET-1", "Test mode: no money moves."])
        {
            Assert.Contains(words, text, StringComparison.Ordinal);
        }

        Assert.Contains("CODE -OF- TICK ET-2", Text(pdf, 2), StringComparison.Ordinal);
        Assert.Equal("Ticket: An evening of songs", pdf.Information.Title);
    }

    [Fact]
    public async Task A_scanner_reads_the_code_off_the_paper()
    {
        var folder = Directory.CreateTempSubdirectory("eventticket-pdf-").FullName;
        try
        {
            var code = EventTicket.Events.TicketCode.New();
            var file = Path.Combine(folder, "ticket.pdf");
            await File.WriteAllBytesAsync(file, TicketPdf.Of([Tickets()[0] with { Code = code }], Settings).Content, TestContext.Current.CancellationToken);
            await Output("pdftoppm", "-r", "110", "-png", "-singlefile", file, Path.Combine(folder, "page"));

            Assert.Equal(code, (await Output("zbarimg", "--quiet", "--raw", "--oneshot", Path.Combine(folder, "page.png"))).Trim());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory, MemberData(nameof(Naughty))]
    public void Whatever_people_typed_is_printed_or_stood_in_for(string naughty)
    {
        using var pdf = Open(Tickets(naughty));

        Assert.Equal(2, pdf.NumberOfPages);
        Assert.Contains("CODE -OF- TICK ET-1", Text(pdf, 1), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("=cmd|' /C calc'!A0")]
    [InlineData("O'Brien <b>")]
    [InlineData("Ωmega Ёж Łódź ñ")]
    public void Letters_of_the_font_stay_what_they_are(string name)
    {
        using var pdf = Open(Tickets(name));

        Assert.Contains(name, Text(pdf, 1), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_written_from_right_to_left_stands_in_the_order_it_is_seen() =>
        Assert.Equal("abc 12 םולש", TicketFont.Whole.Printable("abc 12 שלום"));

    [Theory]
    [InlineData("Zoë’s “evening” – 2 × £3 … €4, Łódź\tand\u202E more", true)]
    [InlineData("Ёж", false)]
    [InlineData("₹ 3", false)]
    [InlineData("演", true)]
    public void The_whole_font_is_read_only_for_letters_that_the_small_one_lacks_and_it_has(string text, bool small)
    {
        var chosen = TicketFont.For(["An evening of songs", text]);

        Assert.Same(small ? TicketFont.Latin : TicketFont.Whole, chosen);
        Assert.Equal(TicketFont.Whole.Printable(text), chosen.Printable(text));
    }

    [Fact]
    public void A_long_name_is_broken_and_ends_in_dots() =>
        Assert.Equal(["xxxx", "xxx…"], LineBreaks.Of(new string('x', 30), piece => piece.Length <= 4, most: 2));

    [Theory, MemberData(nameof(Naughty))]
    public void A_calendar_entry_is_read_by_calendars_whatever_people_typed(string naughty)
    {
        var file = TicketCalendar.Of(Tickets(naughty)[0], new("https://tickets.example.org/tickets"), new("https://tickets.example.org"));
        var text = Encoding.UTF8.GetString(file.Content);

        var entry = Assert.Single(Assert.Single(Ical.Net.CalendarCollection.Load(text)!).Events);
        Assert.Equal(Words.Line(naughty), entry.Summary ?? "");
        Assert.Equal(new DateTime(2030, 6, 11, 19, 30, 0, DateTimeKind.Utc), entry.Start!.AsUtc);
        Assert.Equal(new DateTime(2030, 6, 11, 22, 0, 0, DateTimeKind.Utc), entry.End!.AsUtc);
        Assert.DoesNotContain("CODE", text, StringComparison.Ordinal);
        Assert.All(text.Split("\r\n"), line => Assert.InRange(Encoding.UTF8.GetByteCount(line), 0, 75));
    }

    [Fact]
    public void The_receipt_brings_both_files_with_the_tickets_that_open_the_door()
    {
        using var mail = Receipt(OrderToTell.Paid().WithFirst(TicketStatus.Cancelled));
        var files = mail.Attachments.OfType<MimeKit.MimePart>().ToList();

        Assert.Equal(["ticket-0000000b.pdf application/pdf", "event.ics text/calendar"], files.Select(file => $"{file.FileName} {file.ContentType.MimeType}"));
        using var content = new MemoryStream();
        files[0].Content!.DecodeTo(content, TestContext.Current.CancellationToken);
        using var pdf = PdfDocument.Open(content.ToArray());
        Assert.Equal(1, pdf.NumberOfPages);
        Assert.Contains("ET-2", Text(pdf, 1), StringComparison.Ordinal);
    }

    [Fact]
    public void A_receipt_without_a_ticket_that_opens_a_door_brings_no_files()
    {
        var order = OrderToTell.Paid().WithFirst(TicketStatus.Cancelled);
        using var mail = Receipt(order with { Tickets = order.Tickets.RemoveAt(1) });

        Assert.Empty(mail.Attachments);
    }

    private static MimeKit.MimeMessage Receipt(Order order) => MimeLetter.Of(
        new(Guid.NewGuid(), "ada@example.org", "Ada", new Letters(Settings).Write(new Receipt(order.OrderId), null, order), DateTimeOffset.UnixEpoch), Settings);

    private static IReadOnlyList<Ticket> Tickets(string? naughty = null) =>
        [.. OrderToTell.Paid(naughty: naughty).Tickets];

    private static PdfDocument Open(IReadOnlyList<Ticket> tickets) => PdfDocument.Open(TicketPdf.Of(tickets, Settings).Content);

    private static string Text(PdfDocument pdf, int page) => string.Join(' ', pdf.GetPage(page).GetWords().Select(word => word.Text));

    private static async Task<string> Output(string program, params string[] arguments)
    {
        using var running = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var output = await running.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await running.WaitForExitAsync(TestContext.Current.CancellationToken);
        return output;
    }
}
