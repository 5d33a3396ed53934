namespace EventTicket.Web.Gateway;

/// <summary>What anyone may read without signing in.</summary>
internal static class CatalogueEndpoints
{
    public static void MapCatalogue(this IEndpointRouteBuilder gateway)
    {
        gateway.Get(Categories, "/catalog/categories")
            .Says("catalogue", "List categories", "All categories, by name.")
            .Answers<CategoriesAnswer>()
            .AllowAnonymous();
        gateway.Get(Search, "/catalog/events")
            .Says("catalogue", "Search events", "Published events, soonest first; all conditions together. Without from: what has not ended.")
            .Answers<ListAnswer<EventCardAnswer>>()
            .AllowAnonymous();
        gateway.Get(Event, "/catalog/events/{eventId:guid}")
            .Says("catalogue", "Read an event", "One event with its ticket types. The numbers of available places are at most a second old. With a code, what it unlocks is there too.")
            .Answers<EventAnswer>()
            .Refuses(RefusalCode.NotFound)
            .AllowAnonymous();
    }

    private static Task<IResult> Categories(CatalogueReader catalogue) =>
        catalogue.Categories().Answer(categories => Answers.Ok(new CategoriesAnswer(categories)));

    private static Task<IResult> Search(SearchQuery query, CatalogueReader catalogue) =>
        catalogue.Search(query.Search).Answer(found => Answers.Ok(ListAnswer.Of(found.Events, EventCardAnswer.Of)));

    private static Task<IResult> Event(Guid eventId, CodeQuery query, CatalogueReader catalogue) =>
        catalogue.Event(eventId, query.Code).Answer(page => Answers.Ok(EventAnswer.Of(page)));
}
