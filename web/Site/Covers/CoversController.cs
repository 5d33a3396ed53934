using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace EventTicket.Web.Site;

[AllowAnonymous]
public sealed class CoversController : Controller
{
    /// <summary>An event's drawn cover. All it shows is in its address, so it is kept for ever and no event is asked.</summary>
    [HttpGet("/covers/{id:guid}.svg")]
    public ContentResult Svg(Guid id, string? t)
    {
        Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return Content(Cover.Draw(id, Words.Initial(t ?? "")), "image/svg+xml");
    }
}
