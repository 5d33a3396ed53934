using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using EventTicket.Hosting;
using Microsoft.Extensions.Options;
using Npgsql;
using Orleans.Configuration;
using Orleans.Reminders;
using Orleans.Serialization;

namespace EventTicket.Silo;

internal static class SiloSetup
{
    // Areas of Orleans that keep the machine's own time. The database's clock may be moved in Development, and a leap
    // of ten minutes must not make silos take each other for dead.
    private static readonly string[] OwnTime =
    [
        TimeProviderNames.Membership, TimeProviderNames.Messaging, TimeProviderNames.SystemTimers,
        TimeProviderNames.ActivationManagement, TimeProviderNames.GrainDirectory, ReminderTimeProviderNames.Reminders,
    ];

    /// <summary>Sets Orleans up: who we are, where we listen, how soon a dead silo is noticed, where state is kept.</summary>
    public static void AddEventTicketSilo(this WebApplicationBuilder builder)
    {
        // Within the ten seconds that whoever sent SIGTERM is ready to wait.
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(8));
        foreach (var area in OwnTime)
        {
            builder.Services.AddKeyedSingleton(area, TimeProvider.System);
        }

        builder.UseOrleans(silo =>
        {
            silo.UseIdentity(builder.Configuration);
            silo.UseFailureDetection();
            silo.UsePostgres();
        });
    }

    private static void UseIdentity(this ISiloBuilder silo, IConfiguration configuration)
    {
        var siloPort = configuration.Port("Cluster:SiloPort", 11111);
        silo.Configure<ClusterOptions>(cluster =>
        {
            cluster.ClusterId = configuration.Text("Cluster:ClusterId", "eventticket");
            cluster.ServiceId = configuration.Text("Cluster:ServiceId", "eventticket");
        });
        silo.Configure<SiloOptions>(options => options.SiloName = configuration.Text("Cluster:SiloName", $"silo-{siloPort}"));
        // Listens on this address only: the gateway asks nobody who they are, so it belongs on a private network.
        silo.ConfigureEndpoints(
            configuration.Address("Cluster:Address", IPAddress.Loopback),
            siloPort,
            configuration.Port("Cluster:GatewayPort", 30000),
            listenOnAnyHostAddress: false);
    }

    /// <summary>A killed silo's events sell again within about two seconds, a frozen one's within twelve.</summary>
    private static void UseFailureDetection(this ISiloBuilder silo)
    {
        silo.Configure<ClusterMembershipOptions>(membership =>
        {
            membership.ProbeTimeout = TimeSpan.FromSeconds(1);
            membership.MinProbeTimeout = TimeSpan.FromMilliseconds(500);
            // Times the missed probes it is also how long a living connection speaks for a silo that does not answer.
            membership.MaxProbeTimeout = TimeSpan.FromSeconds(3);
            membership.NumMissedProbesLimit = 3;
            membership.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(5);
            membership.NumMissedTableIAmAliveLimit = 3;
            // How long a silo that was declared dead behind a broken network may go on without noticing.
            membership.TableRefreshTimeout = TimeSpan.FromSeconds(5);
            membership.MaxJoinAttemptTime = TimeSpan.FromSeconds(90);
        });
        silo.Configure<SiloMessagingOptions>(messaging => messaging.ResponseTimeout = TimeSpan.FromSeconds(10));
    }

    private static void UsePostgres(this ISiloBuilder silo)
    {
        silo.UseAdoNetClustering((OptionsBuilder<AdoNetClusteringSiloOptions> clustering) =>
            clustering.Configure<IServiceProvider>((options, services) =>
            {
                options.Invariant = "Npgsql";
                options.DataSource = services.GetRequiredKeyedService<NpgsqlDataSource>(Databases.Membership);
            }));
        // Plain JSON that a person can read. Nothing may be left out: Orleans' default serializer drops zeros and falses, this
        // one would drop nulls, and what was dropped comes back as the property's initial value.
        silo.UseSystemTextJsonGrainStorageSerializer();
        silo.Configure<SystemTextJsonGrainStorageSerializerOptions>(json =>
        {
            json.JsonSerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.Never;
            json.JsonSerializerOptions.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
        });
        silo.AddAdoNetGrainStorageAsDefault((OptionsBuilder<AdoNetGrainStorageOptions> storage) =>
            storage.Configure<NpgsqlDataSource>((options, database) =>
            {
                options.Invariant = "Npgsql";
                options.DataSource = database;
                options.DeleteStateOnClear = true;
            }));
        silo.UseAdoNetReminderService((OptionsBuilder<AdoNetReminderTableOptions> reminders) =>
            reminders.Configure<NpgsqlDataSource>((options, database) =>
            {
                options.Invariant = "Npgsql";
                options.DataSource = database;
            }));
    }
}
