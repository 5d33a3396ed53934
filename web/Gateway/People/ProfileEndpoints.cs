using System.ComponentModel;
using System.Security.Claims;
using EventTicket.Repetitions;
using EventTicket.Users;

namespace EventTicket.Web.Gateway;

/// <summary>One's own account.</summary>
internal static class ProfileEndpoints
{
    private static readonly RememberedAnswer Set = new(StatusCodes.Status200OK);

    public static void MapProfile(this IEndpointRouteBuilder gateway)
    {
        var user = gateway.MapGroup("").RequireAuthorization(Policies.User);
        user.Get(Read, "/user_data/profile")
            .Says("personal", "Read my profile", "The account that the token belongs to.")
            .Answers<ProfileAnswer>();
        user.Patch(Change, "/user_data/profile")
            .Says("personal", "Change my profile", "Changes what is given and leaves the rest.")
            .Answers<ProfileAnswer>();
        user.Get(Export, "/user_data/export")
            .Says("personal", "Download my data", "Everything that is kept about me, as a JSON file.")
            .Answers<object>();
        user.Delete(DeleteAccount, "/user_data")
            .Says("personal", "Delete my account", "The person is forgotten and every session ends; tickets stay valid by their codes. Refused while a payment is open, to the last admin, and to who has events to come.")
            .Produces(StatusCodes.Status204NoContent)
            .Refuses(RefusalCode.PaymentPending, RefusalCode.Forbidden);
    }

    private static Task<IResult> Read(ClaimsPrincipal client, IClusterClient cluster, Edge edge)
    {
        var id = client.PersonId();
        return edge.Call<ProfileAnswer>(async () => await cluster.User(id).Profile() switch
        {
            { Value: { } account } => ProfileAnswer.Of(account, await cluster.Favourites(id).List()),
            var refused => refused.Refusal!,
        }).Answer(Answers.Ok);
    }

    /// <summary>The name itself is not remembered, only that it was set: a repetition answers the profile as it is.</summary>
    private static async Task<IResult> Change(Body<ProfileBody> body, IdempotencyKey key, ClaimsPrincipal client, IClusterClient cluster, Edge edge)
    {
        if (body.Value.Name is not { } name)
        {
            return await Read(client, cluster, edge);
        }

        var renamed = await edge.Once(
            cluster.RememberedCalls(client.PersonId()), key, key.For("rename", body.Value), () => cluster.User(client.PersonId()).Rename(name), _ => Set);
        return renamed is IStatusCodeHttpResult { StatusCode: StatusCodes.Status200OK } ? await Read(client, cluster, edge) : renamed;
    }

    private static Task<IResult> Export(HttpContext context, IClusterClient cluster, Edge edge) =>
        edge.Call(() => cluster.User(context.User.PersonId()).Data()).Answer(data =>
        {
            context.Response.Headers.ContentDisposition = "attachment; filename=\"eventticket-data.json\"";
            return Results.Text(data, "application/json");
        });

    private static Task<IResult> DeleteAccount(Body<PasswordBody> body, ClaimsPrincipal client, IClusterClient cluster, Edge edge) =>
        edge.Call(() => cluster.Accounts().Delete(new ProvePassword(client.PersonId(), body.Value.Password)))
            .Answer(_ => Results.NoContent());
}

internal sealed record ProfileBody([property: Description("a text of 1 to 100 characters")] string? Name = null);

internal sealed record PasswordBody([property: Description("the account's password, a text")] string Password);

internal sealed record ProfileAnswer(
    Guid UserId,
    string Email,
    string Name,
    Role Role,
    [property: Description("the ids of the favourite categories")] IReadOnlyList<Guid> FavouriteCategories,
    DateTimeOffset CreatedAt)
{
    public static ProfileAnswer Of(Account account, IEnumerable<Categories.Favourite> favourites) =>
        new(account.UserId, account.Email, account.Name, account.Role, [.. favourites.Select(favourite => favourite.CategoryId)], account.CreatedAt);
}
