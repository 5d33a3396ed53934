using System.ComponentModel;
using System.Security.Claims;
using EventTicket.Events;
using EventTicket.Managers;

namespace EventTicket.Web.Gateway;

/// <summary>A manager's page and events: for that manager, and for admins. To anybody else the manager does not exist.</summary>
internal static class ManagerPageEndpoints
{
    public static void MapManagerPages(this IEndpointRouteBuilder gateway)
    {
        var manager = gateway.MapGroup("").RequireAuthorization(Policies.Manager);
        manager.Get(OwnPage, "/manager/profile", "/personal_page/manager")
            .Says("managers", "Read my page as a manager", "With all my events together.")
            .Answers<ManagerPageAnswer>();
        manager.Get(Page, "/admin_management/managers/{managerId:guid}/personal_page")
            .Says("admins", "Read a manager's page", "For that manager, or an admin.")
            .Answers<ManagerPageAnswer>()
            .Refuses(RefusalCode.NotFound);
        manager.Get(Events, "/admin_management/events/managers/{managerId:guid}/proposed_events")
            .Says("admins", "List a manager's events", "The newest first. For that manager, or an admin.")
            .Answers<ListAnswer<ProposedEventAnswer>>()
            .Refuses(RefusalCode.NotFound);
        manager.Post(AddEvent, "/admin_management/events/managers/{managerId:guid}/add_event")
            .Says("admins", "Insert an event for a manager", "As a draft, or published at once; it is that manager's. For that manager, or an admin.")
            .Answers<EventSheetAnswer>(StatusCodes.Status201Created)
            .Refuses(RefusalCode.NotFound);
    }

    private static Task<IResult> OwnPage(ClaimsPrincipal client, IClusterClient cluster, Edge edge) =>
        Page(client.PersonId(), client, cluster, edge);

    private static Task<IResult> Page(Guid managerId, ClaimsPrincipal client, IClusterClient cluster, Edge edge) =>
        edge.Call(() => cluster.Manager(managerId).Profile(client.Caller()))
            .Answer(profile => Answers.Ok(ManagerPageAnswer.Of(profile)));

    private static Task<IResult> Events(Guid managerId, PageQuery query, ClaimsPrincipal client, IClusterClient cluster, Edge edge) =>
        edge.Call(() => OfKnown(cluster.Manager(managerId), client.Caller(), manager => manager.Events(query.Page)))
            .Answer(page => Answers.Ok(ListAnswer.Of(page, ProposedEventAnswer.Of)));

    private static Task<IResult> AddEvent(
        Guid managerId, Body<EventBody> body, IdempotencyKey key, HttpContext context, ClaimsPrincipal client, IClusterClient cluster, Edge edge)
    {
        if (body.Value.CheckNew() is { } invalid)
        {
            return Task.FromResult(Answers.Problem(invalid));
        }

        var caller = client.Caller();
        var request = new InsertEvent(key.For("insert-event", body.Value, managerId), caller, body.Value.Definition(), body.Value.Publish ?? false);
        return edge.Call(() => OfKnown(cluster.Manager(managerId), caller, manager => manager.InsertEvent(request)))
            .Answer(sheet => Results.Created($"/events/{sheet.EventId}", EventEndpoints.Tagged(context, sheet)));
    }

    /// <summary>Who may see the manager's page may ask the rest.</summary>
    private static async Task<Result<T>> OfKnown<T>(IManagerGrain manager, Caller caller, Func<IManagerGrain, Task<Result<T>>> call)
    {
        var profile = await manager.Profile(caller);
        return profile.Succeeded ? await call(manager) : profile.Refusal;
    }
}

internal sealed record ManagerPageAnswer(
    Guid ManagerId,
    string Name,
    string Email,
    Role Role,
    [property: Description("false: deactivated, a user for now")] bool Active,
    DateTimeOffset Since,
    [property: Description("all events together")] int Events,
    [property: Description("those that can be seen and have not ended")] int Published,
    [property: Description("places of all events")] long Capacity,
    long Sold)
{
    public static ManagerPageAnswer Of(ManagerProfile profile) => new(
        profile.ManagerId, profile.Name, profile.Email, profile.Role, profile.Active, profile.Since, profile.Events, profile.Published, profile.Capacity, profile.Sold);
}
