using EventTicket.Catalogue;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace EventTicket.Web.Site;

[AllowAnonymous]
public sealed class HomeController(CatalogueReader catalogue, SiteSettings settings) : Controller
{
    private const int Shown = 6;

    /// <summary>What is on soon.</summary>
    [HttpGet("/")]
    public async Task<IActionResult> Index()
    {
        var asked = new EventQuery();
        return await catalogue.Categories() switch
        {
            { Succeeded: true, Value: var categories } => await catalogue.Search(asked.AsRequest(Shown)) switch
            {
                { Succeeded: true, Value: var list } => View(new EventListModel(asked, categories, list, null)),
                { Refusal: { Code: RefusalCode.Busy } busy } => this.Refused(busy),
                var other => throw Answers.Unexpected(other.Refusal),
            },
            { Refusal: { Code: RefusalCode.Busy } busy } => this.Refused(busy),
            var other => throw Answers.Unexpected(other.Refusal),
        };
    }

    [HttpGet("/legal")]
    public IActionResult Legal() => View(settings);

    [HttpGet("/accessibility")]
    public IActionResult Accessibility() => View();
}
