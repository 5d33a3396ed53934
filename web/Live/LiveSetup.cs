using EventTicket.Web.Gateway;

namespace EventTicket.Web.Live;

internal static class LiveSetup
{
    public static void AddLive(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton(LiveSettings.From(builder.Configuration));
        services.AddSingleton<LiveHub>();
        services.AddSingleton(provider => new LiveRound(
            provider.GetRequiredService<LiveHub>(),
            events => provider.GetRequiredService<Edge>().Read(() => provider.GetRequiredService<IGrainFactory>().Catalogue().Places(events)),
            provider.GetRequiredService<CatalogueReader>().Forget));
        services.AddHostedService<LivePolling>();
    }

    /// <summary>For programs.</summary>
    public static void MapLive(this IEndpointRouteBuilder gateway) => gateway.Get(Watch, "/catalog/events/{eventId:guid}/live")
        .Says("catalogue", "Watch an event", "Server-sent events: how much is left of each ticket type, in a word, at once and then within a second of each change. "
            + "Every message is the whole state. A comment every 15 seconds keeps the line open. Come back after retry when it ends.")
        .Produces<LiveAnswer>(StatusCodes.Status200OK, LiveStream.ContentType)
        .Refuses(RefusalCode.NotFound, RefusalCode.TooManyRequests)
        .AllowAnonymous();

    /// <summary>For the site's own pages.</summary>
    public static void MapLivePages(this IEndpointRouteBuilder site) => site.MapGet("/events/{eventId:guid}/live", Watch).AllowAnonymous();

    private static async Task<IResult> Watch(Guid eventId, CatalogueReader catalogue, LiveHub hub) => await catalogue.Event(eventId) switch
    {
        { Succeeded: true, Value: var page } => new LiveStream(hub, eventId, LiveAnswer.Of(page).Message()),
        var refused => Answers.Problem(refused.Refusal!),
    };
}
