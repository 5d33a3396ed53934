using System.Text.RegularExpressions;

namespace EventTicket.Sandbox;

/// <summary>Stripe's search language, as far as the sandbox knows it: <c>status:'succeeded' AND metadata['order']:'…'</c>.</summary>
internal sealed partial class SearchQuery
{
    private readonly List<Func<PaymentIntent, bool>> clauses = [];

    /// <summary>Null when there is something in it that the sandbox does not know.</summary>
    public static SearchQuery? Parse(string text)
    {
        var query = new SearchQuery();
        foreach (var clause in text.Split(" AND "))
        {
            if (Clause().Match(clause.Trim()) is not { Success: true } match)
                return null;
            var (field, key, value) = (match.Groups["field"].Value, match.Groups["key"].Value, match.Groups["value"].Value);
            query.clauses.Add(field switch
            {
                "status" => intent => intent.Status == value,
                "currency" => intent => string.Equals(intent.Currency, value, StringComparison.OrdinalIgnoreCase),
                _ => intent => intent.Metadata.GetValueOrDefault(key) == value,
            });
        }
        return query;
    }

    public bool Finds(PaymentIntent intent) => clauses.TrueForAll(clause => clause(intent));

    [GeneratedRegex("""^(?<field>status|currency|metadata\[(?<quote>["'])(?<key>[^"'\[\]]{1,40})\k<quote>\]):(?<mark>["'])(?<value>[^"']*)\k<mark>$""")]
    private static partial Regex Clause();
}
