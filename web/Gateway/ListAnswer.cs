using System.ComponentModel;

namespace EventTicket.Web.Gateway;

/// <summary>One page of a list.</summary>
internal sealed record ListAnswer<T>(
    IReadOnlyList<T> Items,
    [property: Description("pass it as cursor for the next page; null on the last")] string? NextCursor);

internal static class ListAnswer
{
    public static ListAnswer<TAnswer> Of<T, TAnswer>(Page<T> page, Func<T, TAnswer> answer) =>
        new([.. page.Items.Select(answer)], page.NextCursor);
}
