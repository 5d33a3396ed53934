using EventTicket.Categories;
using EventTicket.Managers;
using EventTicket.Purchases;
using Microsoft.Extensions.DependencyInjection;

namespace EventTicket.Catalogue;

internal static class CatalogueSetup
{
    /// <summary>What the catalogue, people's purchases, managers' lists and favourite categories ask of PostgreSQL.</summary>
    public static IServiceCollection AddCatalogue(this IServiceCollection services) => services
        .AddSingleton<CatalogueQueries>()
        .AddSingleton<PurchaseQueries>()
        .AddSingleton<BookingQueries>()
        .AddSingleton<ManagerQueries>()
        .AddSingleton<CategoryTable>()
        .AddSingleton<FollowerTable>();
}
