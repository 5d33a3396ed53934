using EventTicket.Categories;
using EventTicket.Door;
using EventTicket.Managers;
using EventTicket.Purchases;
using Microsoft.Extensions.DependencyInjection;

namespace EventTicket.Catalogue;

internal static class CatalogueSetup
{
    /// <summary>What the catalogue, people's purchases, managers' lists, doors and favourite categories ask of PostgreSQL.</summary>
    public static IServiceCollection AddCatalogue(this IServiceCollection services) => services
        .AddSingleton<CatalogueQueries>()
        .AddSingleton<PurchaseQueries>()
        .AddSingleton<BookingQueries>()
        .AddSingleton<WaitingQueries>()
        .AddSingleton<ManagerQueries>()
        .AddSingleton<DoorQueries>()
        .AddSingleton<OfferTable>()
        .AddSingleton<DoorLinkTable>()
        .AddSingleton<AttendeeQueries>()
        .AddSingleton<CategoryTable>()
        .AddSingleton<FollowerTable>();
}
