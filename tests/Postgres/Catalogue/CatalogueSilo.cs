using EventTicket.Catalogue;
using EventTicket.Demo;
using EventTicket.Events;
using EventTicket.Mail;
using EventTicket.Users;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace EventTicket.Tests.Postgres.Catalogue;

/// <summary>A silo with events, people and catalogue on a database of its own; shared by the tests of a class.</summary>
public sealed class CatalogueSilo(PostgresServer server) : IAsyncLifetime
{
    private RunningSilo silo = null!;

    internal IGrainFactory Grains => silo.Grains;

    internal IServiceProvider Services => silo.Services;

    public async ValueTask InitializeAsync()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Passwords:WorkFactor", "10")]).Build();
        silo = await RunningSilo.Start(await server.NewDatabase(), add: services => services.AddEvents().AddPeople(configuration).AddCatalogue().AddDemo(configuration).AddSingleton(new SmsOffer(Offered: false)));
    }

    public ValueTask DisposeAsync() => silo.DisposeAsync();

    internal async Task<long> Count(string sql) =>
        (long)(await Services.GetRequiredService<NpgsqlDataSource>().CreateCommand($"SELECT count(*) FROM {sql}").ExecuteScalarAsync())!;
}
