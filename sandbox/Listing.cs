namespace EventTicket.Sandbox;

/// <summary>How Stripe pages a list: newest first, after or before an id, with <c>has_more</c>.</summary>
internal static class Listing
{
    private const long PageUnlessAsked = 10;
    private const long LongestPage = 100;

    /// <summary>Reads the parameters that every list takes and answers one page.</summary>
    /// <param name="all">In the order they were made.</param>
    public static Reply Answer<T>(
        Call call, string url, IEnumerable<T> all, Func<T, string> id, Func<T, long> created, Func<T, bool> wanted, Func<T, object> show)
    {
        var given = call.Parameters;
        var limit = (int)(given.OptionalWhole("limit", 1, LongestPage) ?? PageUnlessAsked);
        var (after, before) = (given.Text("starting_after"), given.Text("ending_before"));
        var times = Times(given);
        if (after is not null && before is not null)
            given.Refuse<string>("Received both starting_after and ending_before. Please pass in only one.", "ending_before");
        if (given.Refused is { } refused)
            return refused;

        var found = all.Where(wanted).Where(item => times(created(item))).Reverse().ToList();
        if ((after ?? before) is { } cursor)
        {
            var at = found.FindIndex(item => id(item) == cursor);
            if (at < 0)
                return StripeErrors.NoSuch("object", cursor, after is null ? "ending_before" : "starting_after");
            found = after is null ? found[..at][Math.Max(0, at - limit - 1)..] : found[(at + 1)..];
        }
        var more = found.Count > limit;
        // Backwards, the page nearest to the cursor.
        var page = before is null ? found.Take(limit) : found.TakeLast(limit);
        return Reply.Ok(Wire.List(url, page.Select(show), more));
    }

    /// <summary>What is expanded in each item: <c>data.charge</c> of the list is its <c>charge</c>.</summary>
    public static IReadOnlyList<string> Within(IEnumerable<string> expand) => [.. expand.Where(path => path.StartsWith("data.", StringComparison.Ordinal)).Select(path => path["data.".Length..])];

    private static Func<long, bool> Times(Parameters given)
    {
        var exactly = given.OptionalWhole("created", 0, long.MaxValue);
        var (gt, gte) = (given.OptionalWhole("created[gt]", 0, long.MaxValue), given.OptionalWhole("created[gte]", 0, long.MaxValue));
        var (lt, lte) = (given.OptionalWhole("created[lt]", 0, long.MaxValue), given.OptionalWhole("created[lte]", 0, long.MaxValue));
        return at => (exactly is null || at == exactly) && !(at <= gt) && !(at < gte) && !(at >= lt) && !(at > lte);
    }
}
