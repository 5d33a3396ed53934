using System.Collections.Immutable;
using EventTicket.Catalogue;
using EventTicket.Categories;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace EventTicket.Web.Site;

/// <summary>The categories somebody follows, and which of them send mails.</summary>
[Authorize(Policies.User)]
public sealed class FavouritesController(IGrainFactory grains, Edge edge, CatalogueReader catalogue) : Controller
{
    private const string Here = "/account/favourites";

    [HttpGet(Here)]
    public Task<IActionResult> List() => Page(null);

    [HttpPost(Here + "/{id:guid}/follow")]
    public async Task<IActionResult> Follow(Guid id, [FromForm] string? returnUrl) => await edge.Call(() => Mine.Add(id)) switch
    {
        { Succeeded: true } => this.Done(Notices.Followed, Back(returnUrl)),
        // Its id came with the form, so the category is gone, or was never there.
        { Refusal.Code: RefusalCode.Invalid } => this.Refused(Refusal.NotFound),
        { Refusal: { Code: RefusalCode.Busy } busy } => await Page(busy),
        var other => throw Answers.Unexpected(other.Refusal),
    };

    [HttpPost(Here + "/{id:guid}/unfollow")]
    public async Task<IActionResult> Unfollow(Guid id, [FromForm] string? returnUrl) => await edge.Read(() => Removed(id)) switch
    {
        { Succeeded: true } => this.Done(Notices.Unfollowed, Back(returnUrl)),
        { Refusal: { Code: RefusalCode.Busy } busy } => await Page(busy),
        var other => throw Answers.Unexpected(other.Refusal),
    };

    [HttpPost(Here + "/{id:guid}/mails")]
    public async Task<IActionResult> Mails(Guid id, [FromForm] bool on) => await edge.Call(() => Mine.SetMails(id, on)) switch
    {
        { Succeeded: true } => this.Done(on ? Notices.MailsOn : Notices.MailsOff, Here),
        { Refusal: { Code: RefusalCode.NotFound } none } => this.Refused(none),
        { Refusal: { Code: RefusalCode.Busy } busy } => await Page(busy),
        var other => throw Answers.Unexpected(other.Refusal),
    };

    private IFavouritesGrain Mine => grains.Favourites(User.PersonId());

    private async Task<Done> Removed(Guid id)
    {
        await Mine.Remove(id);
        return Done.It;
    }

    private string Back(string? returnUrl) => Url.IsLocalUrl(returnUrl) ? returnUrl : Here;

    private async Task<IActionResult> Page(Refusal? refusal) => (await edge.Read(Mine.List), await catalogue.Categories()) switch
    {
        ({ Succeeded: true, Value: var mine }, { Succeeded: true, Value: var all }) when refusal is null => View(nameof(List), new FavouritesModel(mine, all)),
        ({ Succeeded: true, Value: var mine }, { Succeeded: true, Value: var all }) => this.Again(nameof(List), new FavouritesModel(mine, all), refusal),
        ({ Refusal: { Code: RefusalCode.Busy } busy }, _) => this.Refused(busy),
        (_, { Refusal: { Code: RefusalCode.Busy } busy }) => this.Refused(busy),
        var (one, other) => throw Answers.Unexpected(one.Refusal ?? other.Refusal),
    };
}

/// <param name="All">Every category, by name.</param>
public sealed record FavouritesModel(ImmutableArray<Favourite> Followed, ImmutableArray<Category> All)
{
    public IEnumerable<Category> Others => All.Where(category => Followed.All(mine => mine.CategoryId != category.CategoryId));
}
