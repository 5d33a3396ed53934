using System.ComponentModel;
using System.Security.Claims;
using EventTicket.Categories;
using EventTicket.Repetitions;

namespace EventTicket.Web.Gateway;

/// <summary>The categories one follows.</summary>
internal static class FavouriteEndpoints
{
    public static void MapFavourites(this IEndpointRouteBuilder gateway)
    {
        var user = gateway.MapGroup("").RequireAuthorization(Policies.User);
        user.Get(List, "/preferences/categories", "/preferences_manager/favorite_categories")
            .Says("personal", "List my favourite categories", "By name.")
            .Answers<FavouritesAnswer>();
        user.Post(Add, "/preferences/categories", "/preferences_manager/favorite_category")
            .Says("personal", "Follow a category", "With mails about new events in it. 200 when it is followed already.")
            .Answers<Favourite>(StatusCodes.Status201Created)
            .Answers<Favourite>();
        user.Put(Change, "/preferences/categories/{categoryId:guid}")
            .Says("personal", "Change a favourite category", "emailNotifications switches its mails on or off; categoryId puts another category in its place, with the same choice about mails.")
            .Answers<Favourite>()
            .Refuses(RefusalCode.NotFound);
        user.Delete(Remove, "/preferences/categories/{categoryId:guid}")
            .Says("personal", "Follow a category no more", "A success also when it was not followed.")
            .Produces(StatusCodes.Status204NoContent);
    }

    private static Task<IResult> List(ClaimsPrincipal client, IClusterClient cluster, Edge edge) =>
        edge.Read(() => Own(cluster, client).List())
            .Answer(favourites => Answers.Ok(new FavouritesAnswer(favourites)));

    private static Task<IResult> Add(Body<FavouriteBody> body, IdempotencyKey key, ClaimsPrincipal client, IClusterClient cluster, Edge edge) =>
        edge.Once(Calls(cluster, client), key, key.For("follow", body.Value), () => Own(cluster, client).Add(body.Value.CategoryId),
            followed => OncePerKey.Json(followed.Favourite, followed.Added ? StatusCodes.Status201Created : StatusCodes.Status200OK));

    private static Task<IResult> Change(
        Guid categoryId, Body<FavouriteChangeBody> body, IdempotencyKey key, ClaimsPrincipal client, IClusterClient cluster, Edge edge)
    {
        var own = Own(cluster, client);
        return body.Value switch
        {
            { CategoryId: { } other, EmailNotifications: null } => Changed(() => own.Replace(categoryId, other)),
            { CategoryId: null, EmailNotifications: { } mails } => Changed(() => own.SetMails(categoryId, mails)),
            _ => Task.FromResult(Answers.Problem(Refusal.Invalid("body", "Must have one of emailNotifications and categoryId."))),
        };

        Task<IResult> Changed(Func<Task<Result<Favourite>>> change) => edge.Once(
            Calls(cluster, client), key, key.For("change-favourite", body.Value, categoryId), change, favourite => OncePerKey.Json(favourite, StatusCodes.Status200OK));
    }

    private static Task<IResult> Remove(Guid categoryId, IdempotencyKey key, ClaimsPrincipal client, IClusterClient cluster, Edge edge) =>
        edge.Once<Done>(Calls(cluster, client), key, key.For("unfollow", "", categoryId), async () =>
        {
            await Own(cluster, client).Remove(categoryId);
            return Done.It;
        }, _ => new RememberedAnswer(StatusCodes.Status204NoContent));

    private static IRememberedCallsGrain Calls(IClusterClient cluster, ClaimsPrincipal client) => cluster.RememberedCalls(client.PersonId());

    private static IFavouritesGrain Own(IClusterClient cluster, ClaimsPrincipal client) => cluster.Favourites(client.PersonId());
}

internal sealed record FavouriteBody([property: Description("the id of a category")] Guid CategoryId);

internal sealed record FavouriteChangeBody(
    [property: Description("true or false: whether to be mailed about new events in it")] bool? EmailNotifications = null,
    [property: Description("the id of the category that takes its place")] Guid? CategoryId = null);

internal sealed record FavouritesAnswer(IReadOnlyList<Favourite> Items);
