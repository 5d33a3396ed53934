using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace EventTicket.Events;

internal static class EventsSetup
{
    /// <summary>The journal in PostgreSQL, and the watch over events for which something is due.</summary>
    public static IServiceCollection AddEvents(this IServiceCollection services)
    {
        services.TryAddSingleton<IEventJournal, PostgresJournal>();
        services.AddHostedService<DueEvents>();
        return services;
    }
}
