namespace EventTicket.Web.Gateway;

/// <summary>How the rows of the contract are mapped: every name of an operation to one handler, and what it answers said beside it.</summary>
internal static class Endpoints
{
    public static RouteHandlerBuilder Get(this IEndpointRouteBuilder gateway, Delegate handler, params string[] paths) =>
        gateway.Map(HttpMethods.Get, handler, paths);

    public static RouteHandlerBuilder Post(this IEndpointRouteBuilder gateway, Delegate handler, params string[] paths) =>
        gateway.Map(HttpMethods.Post, handler, paths);

    public static RouteHandlerBuilder Put(this IEndpointRouteBuilder gateway, Delegate handler, params string[] paths) =>
        gateway.Map(HttpMethods.Put, handler, paths);

    public static RouteHandlerBuilder Patch(this IEndpointRouteBuilder gateway, Delegate handler, params string[] paths) =>
        gateway.Map(HttpMethods.Patch, handler, paths);

    public static RouteHandlerBuilder Delete(this IEndpointRouteBuilder gateway, Delegate handler, params string[] paths) =>
        gateway.Map(HttpMethods.Delete, handler, paths);

    /// <summary>What the operation does, for the OpenAPI document.</summary>
    public static RouteHandlerBuilder Says(this RouteHandlerBuilder endpoint, string tag, string summary, string description) =>
        endpoint.WithTags(tag).WithSummary(summary).WithDescription(description);

    /// <summary>The answer of a success.</summary>
    public static RouteHandlerBuilder Answers<T>(this RouteHandlerBuilder endpoint, int status = StatusCodes.Status200OK) =>
        endpoint.Produces<T>(status, "application/json");

    /// <summary>The answer of a success that is a file.</summary>
    public static RouteHandlerBuilder AnswersFile(this RouteHandlerBuilder endpoint, string mediaType) =>
        endpoint.Produces<Stream>(StatusCodes.Status200OK, mediaType);

    /// <summary>The refusals that are the operation's own; what its parts can refuse (body, query, key, sign-in) is added by them.</summary>
    public static RouteHandlerBuilder Refuses(this RouteHandlerBuilder endpoint, params RefusalCode[] codes) =>
        endpoint.WithMetadata(new RefusesMetadata([.. codes.Select(Problems.Of)]));

    /// <summary>No sign-in is asked for; instead each network address may call only so often.</summary>
    public static RouteHandlerBuilder ForAnyone(this RouteHandlerBuilder endpoint) =>
        endpoint.Refuses(RefusalCode.TooManyRequests).AllowAnonymous().RequireRateLimiting(PerAddressLimit.Policy);

    private static RouteHandlerBuilder Map(this IEndpointRouteBuilder gateway, string method, Delegate handler, string[] paths) =>
        new([.. paths.Select(path => gateway.MapMethods(path, [method], handler))]);
}
