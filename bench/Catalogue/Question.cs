namespace EventTicket.Bench.Catalogue;

/// <param name="Kind">One of <see cref="Kinds"/>.</param>
/// <param name="Path">On the gateway.</param>
/// <param name="Words">What is searched for; empty when nothing is.</param>
internal sealed record Question(string Kind, string Path, string Words = "")
{
    public const string Search = "search";
    public const string Filtered = "list by city or category";
    public const string List = "list";
    public const string Page = "event page";

    public static readonly IReadOnlyList<string> Kinds = [Search, Filtered, List, Page];
}
