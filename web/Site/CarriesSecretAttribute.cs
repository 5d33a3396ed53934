using Microsoft.AspNetCore.Mvc.Filters;

namespace EventTicket.Web.Site;

/// <summary>
/// A page whose address carries a mailed secret, or that shows one: it is kept nowhere, its address is told to nobody, and no link
/// on it leads back to it.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
internal sealed class CarriesSecretAttribute : ResultFilterAttribute
{
    public override void OnResultExecuting(ResultExecutingContext context)
    {
        var headers = context.HttpContext.Response.Headers;
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = "no-store";
    }
}
