using System.ComponentModel;
using System.Security.Claims;
using EventTicket.Admins;
using EventTicket.Events;

namespace EventTicket.Web.Gateway;

/// <summary>Everybody's events, which admins may withdraw, and everybody with an account.</summary>
internal static class HouseEndpoints
{
    public static void MapHouse(this IEndpointRouteBuilder gateway)
    {
        var admin = gateway.MapGroup("").RequireAuthorization(Policies.Admin);
        admin.Get(Events, "/admin_management/events")
            .Says("admins", "List everybody's events", "The newest first; finds words of title, venue, city and category.")
            .Answers<ListAnswer<HouseEventAnswer>>();
        admin.Post(Withdraw, "/admin_management/events/{eventId:guid}/withdraw")
            .Says("admins", "Withdraw an event", "Takes it off sale and out of the catalogue, without refunds, until it is restored. Its manager is mailed the reason. Again is a success.")
            .Answers<EventSheetAnswer>()
            .Refuses(RefusalCode.NotFound, RefusalCode.EventCancelled);
        admin.Post(Restore, "/admin_management/events/{eventId:guid}/restore")
            .Says("admins", "Put a withdrawn event back", "It is in the catalogue and on sale again, and its manager is told. Again is a success.")
            .Answers<EventSheetAnswer>()
            .Refuses(RefusalCode.NotFound, RefusalCode.EventCancelled);
        admin.Get(People, "/admin_management/users")
            .Says("admins", "List everybody with an account", "The newest first; finds words of a name and parts of an address.")
            .Answers<ListAnswer<HousePersonAnswer>>();
    }

    private static Task<IResult> Events(FindQuery query, ClaimsPrincipal client, IClusterClient cluster, Edge edge) =>
        edge.Call(() => cluster.Admin(client.PersonId()).Events(query.Query, query.Page)).Answer(page => Answers.Ok(ListAnswer.Of(page, HouseEventAnswer.Of)));

    private static Task<IResult> Withdraw(Guid eventId, Body<WithdrawBody> body, IdempotencyKey key, HttpContext context, ClaimsPrincipal client, IClusterClient cluster, Edge edge) =>
        edge.Call(() => cluster.Admin(client.PersonId()).Withdraw(key.For("withdraw-event", body.Value, eventId), eventId, body.Value.Reason))
            .Answer(sheet => Answers.Ok(EventEndpoints.Tagged(context, sheet)));

    private static Task<IResult> Restore(Guid eventId, IdempotencyKey key, HttpContext context, ClaimsPrincipal client, IClusterClient cluster, Edge edge) =>
        edge.Call(() => cluster.Admin(client.PersonId()).Restore(key.For("restore-event", "", eventId), eventId))
            .Answer(sheet => Answers.Ok(EventEndpoints.Tagged(context, sheet)));

    private static Task<IResult> People(FindQuery query, ClaimsPrincipal client, IClusterClient cluster, Edge edge) =>
        edge.Call(() => cluster.Admin(client.PersonId()).People(query.Query, query.Page)).Answer(page => Answers.Ok(ListAnswer.Of(page, HousePersonAnswer.Of)));
}

internal sealed record WithdrawBody([property: Description("one line of 1 to 500 characters, for its manager")] string Reason);

internal sealed record HouseEventAnswer(
    Guid EventId, string Title, EventStatus Status, DateTimeOffset StartsAt, string City, Guid ManagerId,
    [property: Description("null when the account is gone")] string? ManagerName,
    int Capacity, int Sold,
    [property: Description("since when it is off sale and out of the catalogue; null when it is not")] DateTimeOffset? WithdrawnAt,
    string? WithdrawnReason)
{
    public static HouseEventAnswer Of(HouseEvent row) => new(
        row.EventId, row.Title, row.Status, row.StartsAt, row.City, row.ManagerId, row.ManagerName, row.Capacity, row.Sold, row.WithdrawnAt, row.WithdrawnReason);
}

internal sealed record HousePersonAnswer(
    Guid UserId, string Email, string Name, Role Role,
    [property: Description("false: deactivated, a user for now")] bool Active, bool EmailConfirmed, DateTimeOffset CreatedAt)
{
    public static HousePersonAnswer Of(HousePerson person) =>
        new(person.UserId, person.Email, person.Name, person.Office, person.Active, person.EmailConfirmed, person.CreatedAt);
}
