using EventTicket.Hosting;
using Npgsql;

namespace EventTicket.Silo;

internal static class DatabaseSetup
{
    /// <summary>The connections to PostgreSQL, each kind of work with its own, and the database's clock.</summary>
    /// <remarks>A silo uses at most 28 connections: 16 shared (or what the connection string says), 8 for journals,
    /// 3 for membership and one while it starts. Silos times that, and a few for each web, have to fit max_connections.</remarks>
    public static void AddDatabase(this WebApplicationBuilder builder)
    {
        var settings = DatabaseSettings.Read(builder.Configuration);
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton(services => Open(services, settings.Shared));
        builder.Services.AddKeyedSingleton(Databases.Journal, (services, _) => Open(services, settings.Journal));
        builder.Services.AddKeyedSingleton(Databases.Membership, (services, _) => Open(services, settings.Membership));

        builder.Services.AddSingleton(services =>
            new DatabaseClock(TimeProvider.System, services.GetRequiredService<ILogger<DatabaseClock>>()));
        builder.Services.AddSingleton<TimeProvider>(services => services.GetRequiredService<DatabaseClock>());
        builder.Services.AddHostedService<DatabaseClockRefresh>();
    }

    private static NpgsqlDataSource Open(IServiceProvider services, string connectionString) =>
        new NpgsqlDataSourceBuilder(connectionString)
            .UseLoggerFactory(services.GetRequiredService<ILoggerFactory>())
            .Build();

    /// <summary>
    /// Before Orleans starts: waits for the database, checks that it keeps what it acknowledges, brings the tables up to
    /// date and learns the time.
    /// </summary>
    /// <exception cref="StartRefusedException">The database stays away, loses data by its settings, or cannot be upgraded.</exception>
    public static async Task PrepareDatabase(this WebApplication silo)
    {
        var settings = silo.Services.GetRequiredService<DatabaseSettings>();
        var log = silo.Services.GetRequiredService<ILoggerFactory>().CreateLogger("EventTicket.Silo.Database");
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(silo.Lifetime.ApplicationStopping);

        await using var connection = await DatabaseWait.Open(settings.Upgrade, DatabaseWait.Patience, log, stopping.Token);
        await Durability.Demand(connection, stopping.Token);
        await DatabaseUpgrade.Run(connection, log, stopping.Token);
        await using var ask = new NpgsqlCommand("SELECT clock_timestamp()", connection);
        silo.Services.GetRequiredService<DatabaseClock>()
            .Learn(new DateTimeOffset((DateTime)(await ask.ExecuteScalarAsync(stopping.Token))!));
    }
}
