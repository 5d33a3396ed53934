namespace EventTicket.Web.Gateway;

/// <summary>The site's pages of an order, as absolute addresses under <c>Site:PublicUrl</c>.</summary>
internal sealed class OrderPages(IConfiguration configuration, Ports ports)
{
    private readonly string _site = (configuration["Site:PublicUrl"] ?? $"http://localhost:{ports.Site}").TrimEnd('/');

    public string Of(Guid orderId) => $"{_site}/orders/{orderId}";

    /// <summary>Where the provider's page sends a buyer who has paid.</summary>
    public string Return(Guid orderId) => $"{Of(orderId)}/return";

    /// <summary>Where the provider's page sends a buyer who turns back.</summary>
    public string Cancelled(Guid orderId) => $"{Of(orderId)}/cancelled";
}
