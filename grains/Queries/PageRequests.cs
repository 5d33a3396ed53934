namespace EventTicket.Queries;

/// <summary>Paging by keyset: a page begins after the last row of the one before, however the list has changed since.</summary>
internal static class PageRequests
{
    public const int Most = 100;

    /// <summary>What is wrong with the request, or null.</summary>
    /// <param name="list">The letter of the list; see <see cref="Cursor.Seal"/>.</param>
    /// <param name="after">Where the page begins; null for the first.</param>
    public static Refusal? Check(this PageRequest page, char list, out Cursor? after)
    {
        after = null;
        var errors = new List<FieldError>();
        if (page.Limit is < 1 or > Most)
        {
            errors.Add(new("limit", $"Must be a whole number from 1 to {Most}."));
        }

        if (page.Cursor is { } text)
        {
            if (Cursor.TryOpen(list, text, out var cursor))
            {
                after = cursor;
            }
            else
            {
                errors.Add(new("cursor", "Must be the nextCursor of an earlier answer of this list, or left out."));
            }
        }

        return errors.Count == 0 ? null : Refusal.Invalid(errors);
    }

    /// <summary>The page of rows that were read with one more than the limit, to learn whether there is a next page.</summary>
    /// <param name="place">Where in the list a row stands.</param>
    public static Page<T> Of<T>(this PageRequest page, char list, IReadOnlyList<T> rows, Func<T, Cursor> place) =>
        new([.. rows.Take(page.Limit)], rows.Count > page.Limit ? place(rows[page.Limit - 1]).Seal(list) : null);
}
