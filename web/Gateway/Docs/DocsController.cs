using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;

namespace EventTicket.Web.Gateway;

/// <summary>The page that shows the gateway's contract and tries it: the OpenAPI document, written as HTML. Nothing is fetched from elsewhere.</summary>
[OnSide(Side.Gateway), AllowAnonymous]
public sealed class DocsController([FromKeyedServices(DocumentSetup.Name)] IOpenApiDocumentProvider document) : Controller
{
    [HttpGet("/docs")]
    public async Task<IActionResult> Index(CancellationToken cancellation) =>
        View(DocsPage.Of(await document.GetOpenApiDocumentAsync(cancellation)));
}
