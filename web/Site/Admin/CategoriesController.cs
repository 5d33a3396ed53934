using System.Collections.Immutable;
using EventTicket.Catalogue;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace EventTicket.Web.Site;

/// <summary>The kinds of events.</summary>
[Authorize(Policies.Admin)]
public sealed class CategoriesController(IGrainFactory grains, Edge edge) : Controller
{
    [HttpGet("/admin/categories")]
    public Task<IActionResult> List() => Page(new CategoryForm(), null);

    [HttpPost("/admin/categories")]
    public async Task<IActionResult> Add(CategoryForm form)
    {
        if (form.CategoryId is not { } id || id == Guid.Empty)
        {
            return BadRequest();
        }

        return await edge.Call(() => grains.Admin(User.PersonId()).AddCategory(id, form.Name?.Trim() ?? "")) switch
        {
            { Succeeded: true } => this.Done(Notices.CategoryAdded, "/admin/categories"),
            { Refusal: { Code: RefusalCode.Invalid or RefusalCode.TooManyRequests or RefusalCode.Busy } refusal } => await Page(form, refusal),
            { Refusal: { Code: RefusalCode.Forbidden } no } => this.Refused(no),
            var other => throw Answers.Unexpected(other.Refusal),
        };
    }

    // Asked anew and not from memory: what was just added must be there.
    private async Task<IActionResult> Page(CategoryForm form, Refusal? refusal) => await edge.Read(() => grains.Catalogue().Categories()) switch
    {
        { Succeeded: true, Value: var all } when refusal is null => View("List", new CategoriesModel(all, form)),
        { Succeeded: true, Value: var all } => this.Again("List", new CategoriesModel(all, form), refusal),
        { Refusal: { Code: RefusalCode.Busy } busy } => this.Refused(busy),
        var other => throw Answers.Unexpected(other.Refusal),
    };
}

public sealed record CategoriesModel(ImmutableArray<Category> All, CategoryForm Form);

/// <param name="CategoryId">Made with the form, so that sending it twice adds one.</param>
public sealed record CategoryForm(Guid? CategoryId = null, string? Name = null);
