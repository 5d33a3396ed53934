using System.ComponentModel;
using System.Security.Claims;
using EventTicket.Admins;
using EventTicket.Catalogue;

namespace EventTicket.Web.Gateway;

/// <summary>An admin's page, the record of what admins did, and what else they look after.</summary>
internal static class AdminEndpoints
{
    public static void MapAdmins(this IEndpointRouteBuilder gateway)
    {
        var admin = gateway.MapGroup("").RequireAuthorization(Policies.Admin);
        admin.Get(OwnPage, "/personal_page/admin")
            .Says("admins", "Read my page as an admin", "With my record of actions, the newest first.")
            .Answers<AdminPageAnswer>();
        admin.Get(Page, "/admin_management/admins/{adminId:guid}/personal_page")
            .Says("admins", "Read an admin's page", "With their record of actions, the newest first.")
            .Answers<AdminPageAnswer>()
            .Refuses(RefusalCode.NotFound);
        admin.Get(Actions, "/admin_management/actions")
            .Says("admins", "List what admins did", "Of all admins, the newest first. Nobody can change it.")
            .Answers<ListAnswer<ActionAnswer>>();
        admin.Post(AddCategory, "/admin_management/categories")
            .Says("admins", "Add a category", "Its name must not be taken by another one.")
            .Answers<Category>(StatusCodes.Status201Created);
    }

    private static Task<IResult> OwnPage(PageQuery query, ClaimsPrincipal client, IClusterClient cluster, Edge edge) =>
        Page(client.PersonId(), query, client, cluster, edge);

    private static Task<IResult> Page(Guid adminId, PageQuery query, ClaimsPrincipal client, IClusterClient cluster, Edge edge)
    {
        var grain = cluster.Admin(client.PersonId());
        return edge.Call<AdminPageAnswer>(async () =>
        {
            var officer = await grain.Officer(adminId);
            if (!officer.Succeeded || officer.Value.Office != Role.Admin)
            {
                return officer.Refusal ?? Refusal.NotFound;
            }

            var actions = await grain.Actions(adminId, query.Page);
            return actions.Succeeded ? AdminPageAnswer.Of(officer.Value, actions.Value) : actions.Refusal;
        }).Answer(Answers.Ok);
    }

    private static Task<IResult> Actions(PageQuery query, ClaimsPrincipal client, IClusterClient cluster, Edge edge) =>
        edge.Call(() => cluster.Admin(client.PersonId()).Actions(adminId: null, query.Page))
            .Answer(page => Answers.Ok(ListAnswer.Of(page, ActionAnswer.Of)));

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

internal sealed record AdminPageAnswer(
    Guid AdminId,
    string Name,
    string Email,
    [property: Description("false: deactivated, a user for now")] bool Active,
    DateTimeOffset Since,
    [property: Description("the record of their actions, paged by limit and cursor")] ListAnswer<ActionAnswer> Actions)
{
    public static AdminPageAnswer Of(Officer officer, Page<AdminAction> actions) =>
        new(officer.UserId, officer.Name, officer.Email, officer.Active, officer.Since, ListAnswer.Of(actions, ActionAnswer.Of));
}
