using EventTicket.Campaigns;
using EventTicket.Catalogue;
using EventTicket.Demo;
using EventTicket.Events;
using EventTicket.Mail;
using EventTicket.Payments;
using EventTicket.Users;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace EventTicket;

public static class GrainsSetup
{
    /// <summary>
    /// Registers what the grains are given: journals, queries, the payment provider, work for the start, background work.
    /// The silo calls it after Orleans is set up, so a hosted service registered here starts once the silo is active
    /// and stops before the silo does.
    /// </summary>
    /// <param name="services">The silo's services. They already hold <see cref="TimeProvider"/> (the database's clock),
    /// <see cref="Hosting.DatabaseClock"/> and the data sources named in <see cref="Hosting.Databases"/>.</param>
    /// <param name="configuration">The silo's configuration.</param>
    public static IServiceCollection AddEventTicketGrains(this IServiceCollection services, IConfiguration configuration) =>
        services
            .AddEvents()
            .AddPayments(configuration)
            .AddPeople(configuration)
            .AddMail(configuration)
            .AddCampaigns()
            .AddCatalogue()
            .AddDemo(configuration);
}
