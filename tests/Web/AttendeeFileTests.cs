using EventTicket.Managers;
using EventTicket.Purchases;
using EventTicket.Web;
using Microsoft.AspNetCore.Http;

namespace EventTicket.Tests.Web;

/// <summary>The file of attendees, read back.</summary>
public sealed class AttendeeFileTests
{
    private static readonly string[] Texts =
    [
        "=cmd|' /C calc'!A0", "+1", "-1", "@sum", "O'Brien <b>", "🎟️ émoji 👩‍👩‍👧", "שלום עולם", "\u202Eevil\u202C", new('x', 200), string.Concat(Enumerable.Repeat("🎟", 100)),
        "tab\there", "\ttab first", "line\r\nbreak", "\nline first", "\rreturn first", "comma, \"quote\"; semicolon", " =1+1", "＝1+1", "'quoted'", "\"", "=", "",
    ];

    [Fact]
    public async Task No_cell_begins_as_a_formula_and_nothing_is_lost()
    {
        var written = Texts.Select(text => new Attendee(Guid.NewGuid(), text, TicketStatus.Valid, Guid.CreateVersion7(), text, text, DateTimeOffset.UnixEpoch, new Money(4500, "EUR"))).ToList();

        var rows = await Read(written[..10], written[10..]);

        Assert.Equal(["name", "email", "ticketType", "status", "order", "ticketId", "purchasedAt", "price", "currency"], rows[0]);
        Assert.Equal(Texts.Length, rows.Count - 1);
        Assert.All(rows.SelectMany(row => row), cell => Assert.False(CsvFile.IsFormula(cell), $"[{cell}]"));
        Assert.All(rows.Skip(1).Zip(written), pair =>
        {
            var (row, attendee) = pair;
            Assert.All(row[..3], cell => Assert.Equal(CsvFile.Guarded(attendee.TicketType), cell));
            Assert.Equal(["valid", OrderNumber.Of(attendee.OrderId), $"{attendee.TicketId}", "1970-01-01T00:00:00Z", "45.00", "EUR"], row[3..]);
        });
    }

    /// <summary>The cells of a file that was written in two pages.</summary>
    private static async Task<IReadOnlyList<string[]>> Read(IEnumerable<Attendee> first, IEnumerable<Attendee> second)
    {
        using var file = new MemoryStream();
        var context = new DefaultHttpContext();
        context.Response.Body = file;
        await AttendeeFile.Write(context, Guid.NewGuid(), new([.. first], "second"), cursor =>
            Task.FromResult<Result<Page<Attendee>>>(cursor == "second" ? new Page<Attendee>([.. second], null) : Refusal.NotFound));

        file.Position = 0;
        return CsvFile.Read(file);
    }
}
