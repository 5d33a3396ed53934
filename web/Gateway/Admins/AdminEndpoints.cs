using System.ComponentModel;
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

    private static Task<IResult> AddCategory(Body<CategoryBody> body, IdempotencyKey key, IClusterClient cluster, Edge edge) =>
        edge.Call(() => cluster.Category(Guid.CreateVersion7()).Create(body.Value.Name))
            .Answer(category => Answers.Json(category, StatusCodes.Status201Created));
}

internal sealed record CategoryBody([property: Description("a text of 1 to 60 characters")] string Name);
