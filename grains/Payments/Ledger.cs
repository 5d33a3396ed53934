using EventTicket.Queries;

namespace EventTicket.Payments;

/// <summary>
/// Holds our books against the provider's: first each of its payments against our record, then each of our orders against its payments.
/// A page at a time, so that years of sales need no more memory than a day.
/// </summary>
internal sealed class Ledger(StripePayments provider, LedgerTable table)
{
    public const string CursorRule = "Must be the nextCursor of an earlier answer for the same days, or left out.";
    private const int PaymentsAtOnce = 100;
    private const int OrdersAtOnce = 50;
    private const int CallsAtOnce = 10;
    private static readonly DateOnly First = new(2000, 1, 1);
    private static readonly DateOnly Last = new(2999, 12, 31);

    /// <summary>The next page of the comparison.</summary>
    /// <param name="from">The first day, UTC.</param>
    /// <param name="to">The last day, UTC.</param>
    /// <returns>Refused: invalid (from, to, cursor), payments-unavailable.</returns>
    public async Task<Result<LedgerPage>> Compare(DateOnly from, DateOnly to, string? cursor)
    {
        var place = LedgerPlace.Start;
        List<FieldError> errors = [];
        if (from < First || from > Last)
        {
            errors.Add(new("from", "Must be a day from 2000-01-01 to 2999-12-31."));
        }

        if (to < from || to > Last)
        {
            errors.Add(new("to", "Must be a day that is not before from, at most 2999-12-31."));
        }

        if (cursor is not null && !LedgerPlace.TryParse(cursor, out place))
        {
            errors.Add(new("cursor", CursorRule));
        }

        if (errors.Count > 0)
        {
            return Refusal.Invalid(errors);
        }

        var span = new Span(new(from, default, TimeSpan.Zero), new(to.AddDays(1), default, TimeSpan.Zero));
        return place.Order is { } order ? await Orders(span, order) : await Payments(span, place.Payment);
    }

    private async Task<Result<LedgerPage>> Payments(Span span, string? after)
    {
        var books = await provider.Books(span.From, span.Before, after, PaymentsAtOnce);
        if (!books.Succeeded)
        {
            return books.As<LedgerPage>();
        }

        var theirs = books.Value.Entries;
        var ours = await Ask.Database(() => table.Of(theirs));
        List<LedgerDifference> differences = [];
        foreach (var entry in theirs.Where(entry => LedgerRules.Compare(entry, Record(ours, entry)) is not null))
        {
            // The two sides were not read at one moment: only what differs twice differs.
            var again = await Again(entry.Id);
            if (!again.Succeeded)
            {
                return again.As<LedgerPage>();
            }

            differences.AddRange(again.Value);
        }

        var next = books.Value.HasMore ? LedgerPlace.AfterPayment(theirs[^1].Id) : LedgerPlace.AfterOrder(Guid.Empty);
        return new LedgerPage([.. differences], theirs.Count, 0, next.ToString());
    }

    private async Task<Result<LedgerPage>> Orders(Span span, Guid after)
    {
        var orders = await Ask.Database(() => table.Orders(span.From, span.Before, after, OrdersAtOnce));
        List<LedgerDifference> differences = [];
        foreach (var some in orders.Chunk(CallsAtOnce))
        {
            foreach (var found in await Task.WhenAll(some.Select(order => Order(span, order))))
            {
                if (!found.Succeeded)
                {
                    return found.As<LedgerPage>();
                }

                differences.AddRange(found.Value);
            }
        }

        return new LedgerPage([.. differences], 0, orders.Count, orders.Count == OrdersAtOnce ? LedgerPlace.AfterOrder(orders[^1].OrderId).ToString() : null);
    }

    private async Task<Result<List<LedgerDifference>>> Order(Span span, OrderEntry order)
    {
        List<LedgerDifference> differences = LedgerRules.Compare(order) is { } own ? [own] : [];
        if (order.ProviderId is not { } id)
        {
            return differences;
        }

        var book = await provider.Book(id);
        if (!book.Succeeded)
        {
            return book.As<List<LedgerDifference>>();
        }

        if (book.Value.Entries is not [var theirs])
        {
            differences.Add(LedgerRules.Unknown(order));
            return differences;
        }

        // A payment made on another day than the order was held is in no page of the provider's that we read.
        if (!span.Holds(theirs.CreatedAt))
        {
            var elsewhere = await Again(id);
            if (!elsewhere.Succeeded)
            {
                return elsewhere;
            }

            differences.AddRange(elsewhere.Value);
        }

        return differences;
    }

    private async Task<Result<List<LedgerDifference>>> Again(string paymentId)
    {
        var book = await provider.Book(paymentId);
        if (!book.Succeeded)
        {
            return book.As<List<LedgerDifference>>();
        }

        var ours = await Ask.Database(() => table.Of(book.Value.Entries));
        return book.Value.Entries.Select(entry => LedgerRules.Compare(entry, Record(ours, entry))).OfType<LedgerDifference>().ToList();
    }

    private static OurEntry? Record(Dictionary<(Guid OrderId, int Attempt), OurEntry> ours, ProviderEntry entry) =>
        entry.OrderId is { } order ? ours.GetValueOrDefault((order, entry.Attempt)) : null;

    private readonly record struct Span(DateTimeOffset From, DateTimeOffset Before)
    {
        public bool Holds(DateTimeOffset time) => time >= From && time < Before;
    }
}
