using System.Security.Claims;
using EventTicket.Admins;

namespace EventTicket.Web.Gateway;

/// <summary>Admins add, list, rename, deactivate and reactivate managers and admins.</summary>
internal static class OfficerEndpoints
{
    public static void MapOfficers(this IEndpointRouteBuilder gateway)
    {
        var admin = gateway.MapGroup("").RequireAuthorization(Policies.Admin);
        Map<ManagerAddedAnswer, ManagerAnswer>(
            admin, Role.Manager, ManagerAddedAnswer.Of, ManagerAnswer.Of, "/admin_management/managers", "/admin_management/admins/add_manager");
        Map<AdminAddedAnswer, AdminAnswer>(
            admin, Role.Admin, AdminAddedAnswer.Of, AdminAnswer.Of, "/admin_management/admins");
    }

    private static void Map<TAdded, TAnswer>(
        IEndpointRouteBuilder admin, Role office, Func<Officer, TAdded> added, Func<Officer, TAnswer> answer, string list, params IEnumerable<string> otherNames)
    {
        var (one, title) = office == Role.Admin ? ("an admin", "admins") : ("a manager", "managers");
        admin.Post(Add, [list, .. otherNames])
            .Says("admins", $"Add {one}", "A confirmed user has the office at once; anybody else is mailed an invitation, and nothing counts until its link is followed.")
            .Answers<TAdded>(StatusCodes.Status201Created)
            .Refuses(RefusalCode.TooManyRequests);
        admin.Get(List, list)
            .Says("admins", $"List {title}", "Those who hold or held the office and those invited to it, the newest first.")
            .Answers<ListAnswer<TAnswer>>();
        admin.Patch(Change, office == Role.Admin ? $"{list}/{{adminId:guid}}" : $"{list}/{{managerId:guid}}")
            .Says("admins", $"Change {one}", "Renames, deactivates or reactivates. Who is deactivated is a user for now, and every session of theirs ends.")
            .Answers<TAnswer>()
            .Refuses(RefusalCode.NotFound);

        Task<IResult> Add(Body<OfficerBody> body, IdempotencyKey key, ClaimsPrincipal client, IClusterClient cluster, Edge edge)
        {
            var request = new AddOfficer(key.For($"add-{office}", body.Value), body.Value.Email, body.Value.Name, office);
            return edge.Call(() => cluster.Admin(client.PersonId()).AddOfficer(request))
                .Answer(officer => Answers.Json(added(officer), StatusCodes.Status201Created));
        }

        Task<IResult> List(PageQuery query, ClaimsPrincipal client, IClusterClient cluster, Edge edge) =>
            edge.Call(() => cluster.Admin(client.PersonId()).Officers(office, query.Page))
                .Answer(page => Answers.Ok(ListAnswer.Of(page, answer)));

        Task<IResult> Change(HttpContext context, Body<OfficerChangeBody> body, IdempotencyKey key, IClusterClient cluster, Edge edge)
        {
            var id = Guid.Parse((string)context.GetRouteValue(office == Role.Admin ? "adminId" : "managerId")!);
            var grain = cluster.Admin(context.User.PersonId());
            var request = new ChangeOfficer(key.For("change-officer", body.Value, id), id, body.Value.Active, body.Value.Name);
            return edge.Call(async () => await grain.Officer(id) switch
            {
                { Succeeded: false } refused => refused,
                { Value.Office: var held } when held != office => Refusal.NotFound,
                _ => await grain.ChangeOfficer(request),
            }).Answer(officer => Answers.Ok(answer(officer)));
        }
    }
}
