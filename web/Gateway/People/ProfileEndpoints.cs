using System.ComponentModel;
using System.Security.Claims;
using EventTicket.Users;

namespace EventTicket.Web.Gateway;

/// <summary>One's own account.</summary>
internal static class ProfileEndpoints
{
    public static void MapProfile(this IEndpointRouteBuilder gateway)
    {
        gateway.Get(Read, "/user_data/profile")
            .Says("personal", "Read my profile", "The account that the token belongs to.")
            .Answers<ProfileAnswer>()
            .RequireAuthorization(Policies.User);
        gateway.Patch(Change, "/user_data/profile")
            .Says("personal", "Change my profile", "Changes what is given and leaves the rest.")
            .Answers<ProfileAnswer>()
            .RequireAuthorization(Policies.User);
    }

    private static Task<IResult> Read(ClaimsPrincipal client, IClusterClient cluster, Edge edge) =>
        edge.Call(() => cluster.User(client.PersonId()).Profile())
            .Answer(account => Answers.Ok(ProfileAnswer.Of(account)));

    private static Task<IResult> Change(Body<ProfileBody> body, ClaimsPrincipal client, IClusterClient cluster, Edge edge)
    {
        var user = cluster.User(client.PersonId());
        return edge.Call(() => body.Value.Name is { } name ? user.Rename(name) : user.Profile())
            .Answer(account => Answers.Ok(ProfileAnswer.Of(account)));
    }
}

internal sealed record ProfileBody([property: Description("a text of 1 to 100 characters")] string? Name = null);

internal sealed record ProfileAnswer(
    Guid UserId,
    string Email,
    string Name,
    Role Role,
    [property: Description("the ids of the favourite categories")] IReadOnlyList<Guid> FavouriteCategories,
    DateTimeOffset CreatedAt)
{
    public static ProfileAnswer Of(Account account) =>
        new(account.UserId, account.Email, account.Name, account.Role, [], account.CreatedAt);
}
