using Microsoft.AspNetCore.Mvc.Filters;

namespace EventTicket.Web.Site;

/// <summary>A page that may ask for the camera; all others may not.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class UsesCameraAttribute : ResultFilterAttribute
{
    public override void OnResultExecuting(ResultExecutingContext context) =>
        context.HttpContext.Response.Headers["Permissions-Policy"] = "camera=(self), geolocation=(), microphone=(), payment=(), usb=()";
}
