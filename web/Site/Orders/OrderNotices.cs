using Microsoft.AspNetCore.WebUtilities;

namespace EventTicket.Web.Site;

/// <summary>What has just happened to an order, carried by the address of the page that says so. Anything unknown says nothing.</summary>
internal static class OrderNotices
{
    public const string TurnedBack = "turned-back";
    public const string Open = "open";
    public const string Returned = "returned";
    private const string Declined = "declined";

    public static Wording? Say(string? notice, string? reason) => notice switch
    {
        Declined => Refusals.Declined(reason),
        TurnedBack => new("You came back without paying.", "Nothing was charged and your places are still held."),
        Open => Refusals.Say(Refusal.PaymentPending),
        _ => null,
    };

    public static string Link(Guid orderId, string notice) => QueryHelpers.AddQueryString($"/orders/{orderId}", "notice", notice);

    public static string DeclinedLink(Guid orderId, string? reason) =>
        QueryHelpers.AddQueryString($"/orders/{orderId}", new Dictionary<string, string?> { ["notice"] = Declined, ["reason"] = reason });
}
