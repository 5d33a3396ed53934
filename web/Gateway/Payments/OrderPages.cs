using EventTicket.Web.Site;

namespace EventTicket.Web.Gateway;

/// <summary>The site's pages of an order, as absolute addresses.</summary>
internal sealed class OrderPages(SiteSettings site)
{
    public string Of(Guid orderId) => $"{site.PublicUrl}/orders/{orderId}";

    /// <summary>Where the provider's page sends a buyer who has paid.</summary>
    public string Return(Guid orderId) => $"{Of(orderId)}/return";

    /// <summary>Where the provider's page sends a buyer who turns back.</summary>
    public string Cancelled(Guid orderId) => $"{Of(orderId)}/cancelled";
}
