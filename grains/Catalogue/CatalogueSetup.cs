using EventTicket.Categories;
using EventTicket.Managers;
using EventTicket.Purchases;
using Microsoft.Extensions.DependencyInjection;

namespace EventTicket.Catalogue;

internal static class CatalogueSetup
{
    /// <summary>The questions that the catalogue, people's purchases and managers' lists put to PostgreSQL.</summary>
    public static IServiceCollection AddCatalogue(this IServiceCollection services) => services
        .AddSingleton<CatalogueQueries>()
        .AddSingleton<PurchaseQueries>()
        .AddSingleton<ManagerQueries>()
        .AddSingleton<CategoryTable>();
}
