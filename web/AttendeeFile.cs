using System.Globalization;
using System.Text;
using CsvHelper;
using EventTicket.Managers;
using EventTicket.Purchases;
using EventTicket.Web.Site;

namespace EventTicket.Web;

/// <summary>
/// An event's attendees as a CSV file, written page by page while it is sent: a hundred thousand rows are never in memory at once. What a
/// spreadsheet would take for a formula is escaped.
/// </summary>
internal static class AttendeeFile
{
    /// <summary>What formulas begin with. Some spreadsheets read the signs of full width as well.</summary>
    private const string Formula = "=+-@＝＋－＠";

    private static readonly string[] Columns = ["name", "email", "ticketType", "status", "order", "ticketId", "purchasedAt", "price", "currency"];

    /// <summary>Writes all pages. When one cannot be had the connection is cut, so that nobody takes the beginning of the list for all of it.</summary>
    /// <param name="first">The first page: whoever may not see it has been told so before.</param>
    /// <param name="next">The page after a cursor.</param>
    public static async Task Write(HttpContext context, Guid eventId, Page<Attendee> first, Func<string, Task<Result<Page<Attendee>>>> next)
    {
        var (response, gone) = (context.Response, context.RequestAborted);
        response.ContentType = "text/csv; charset=utf-8";
        response.Headers.ContentDisposition = $"attachment; filename=\"attendees-{eventId.ToString("N")[..8]}.csv\"";
        // Spreadsheets take a file without this mark for one of another century.
        await response.Body.WriteAsync(Encoding.UTF8.Preamble.ToArray(), gone);
        await using var csv = CsvWriter.Create(response.Body, CsvWriterOptions.Default, leaveOpen: true);
        await csv.WriteRecordAsync(Columns, gone);
        for (var page = first; ;)
        {
            foreach (var attendee in page.Items)
            {
                await csv.WriteRecordAsync(Row(attendee), gone);
            }

            await csv.FlushAsync(gone);
            if (page.NextCursor is not { } cursor)
            {
                return;
            }

            if (await next(cursor) is not { Succeeded: true, Value: var following })
            {
                context.Abort();
                return;
            }

            page = following;
        }
    }

    internal static string[] Row(Attendee attendee) =>
    [
        Guarded(attendee.Name), Guarded(attendee.Email), Guarded(attendee.TicketType), TicketStatusWords.Of(attendee.Status), OrderNumber.Of(attendee.OrderId),
        attendee.TicketId.ToString(), attendee.PurchasedAt.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture), attendee.Price.Plain(), attendee.Price.Currency,
    ];

    // The library's own guard lets a line feed, spaces before the sign and full width pass.
    private static string Guarded(string? text) =>
        text is [< ' ', ..] || (text?.TrimStart() is [var first, ..] && Formula.Contains(first, StringComparison.Ordinal)) ? "'" + text : text ?? "";
}
