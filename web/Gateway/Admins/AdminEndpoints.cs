using System.ComponentModel;
using System.Security.Claims;
using EventTicket.Catalogue;

namespace EventTicket.Web.Gateway;

/// <summary>What admins look after.</summary>
internal static class AdminEndpoints
{
    public static void MapAdmins(this IEndpointRouteBuilder gateway) =>
        gateway.Post(AddCategory, "/admin_management/categories")
            .Says("admins", "Add a category", "Its name must not be taken by another one.")
            .Answers<Category>(StatusCodes.Status201Created)
            .RequireAuthorization(Policies.Admin);

    private static Task<IResult> AddCategory(Body<CategoryBody> body, IdempotencyKey key, ClaimsPrincipal client, IClusterClient cluster, Edge edge)
    {
        // The key names the category, so a repeated call finds the one it made.
        var id = Guid.ParseExact(Operations.Fingerprint(["category", client.PersonId().ToString(), key.Value])[..32], "N");
        return edge.Call(async () =>
        {
            var made = await cluster.Admin(client.PersonId()).AddCategory(id, body.Value.Name);
            var taken = made.Refusal?.Code == RefusalCode.Invalid && (await cluster.Catalogue().Categories()).Any(category => category.CategoryId == id);
            return taken ? Refusal.KeyReused : made;
        }).Answer(category => Answers.Json(category, StatusCodes.Status201Created));
    }
}

internal sealed record CategoryBody([property: Description("a text of 1 to 60 characters")] string Name);
