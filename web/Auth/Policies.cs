using Microsoft.AspNetCore.Authorization;

namespace EventTicket.Web;

/// <summary>Names for <c>[Authorize(Policies.Manager)]</c>. Each role can do all that the one before it can.</summary>
internal static class Policies
{
    public const string User = "user";
    public const string Manager = "manager";
    public const string Admin = "admin";

    public static void AddPolicies(this IServiceCollection services) => services.AddAuthorizationBuilder()
        .AddPolicy(User, policy => policy.RequireAuthenticatedUser())
        .AddPolicy(Manager, policy => policy.RequireAuthenticatedUser().RequireAssertion(request => request.User.Has(Role.Manager)))
        .AddPolicy(Admin, policy => policy.RequireAuthenticatedUser().RequireAssertion(request => request.User.Has(Role.Admin)))
        // EVERY endpoint of both sides asks for a signed-in client unless it says [AllowAnonymous] (or .AllowAnonymous() where it
        // is mapped): home, catalogue, log-in, registration, health, webhook. What is forgotten is closed, not open.
        .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAssertion(MayPassUnnamed).Build());

    // Where routing found nothing, or answers 405 or 415 by itself (an endpoint without metadata), that answer is the right one.
    private static bool MayPassUnnamed(AuthorizationHandlerContext request) =>
        request.User.Identity is { IsAuthenticated: true }
        || (request.Resource is HttpContext http && http.GetEndpoint() is null or { Metadata.Count: 0 });
}
