using EventTicket.Categories;
using EventTicket.Hosting;
using EventTicket.Mail;
using EventTicket.Users;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Orleans.Configuration;
using Orleans.Reminders;
using Orleans.Runtime.Hosting;
using Orleans.TestingHost;

namespace EventTicket.Tests.People;

/// <summary>Silos with accounts, sessions and key ring: in memory, or on PostgreSQL when given a database with its tables.</summary>
internal sealed class PeopleCluster : IAsyncDisposable
{
    private static readonly string[] OrleansOwnTime =
    [
        TimeProviderNames.Membership, TimeProviderNames.Messaging, TimeProviderNames.SystemTimers,
        TimeProviderNames.ActivationManagement, TimeProviderNames.GrainDirectory, ReminderTimeProviderNames.Reminders,
    ];

    private readonly InProcessTestCluster cluster;

    private PeopleCluster(InProcessTestCluster cluster) => this.cluster = cluster;

    public MovableClock Clock { get; private init; } = new();

    public IPeople People => Service<IPeople>();

    public static readonly SeenFrom From = new("Firefox", "192.0.2.7");

    public IGrainFactory Grains => cluster.Client;

    public static async Task<PeopleCluster> Start(NpgsqlDataSource? database = null, short silos = 1, bool secondFactorOfAdmins = false, int workFactor = 4)
    {
        var clock = new MovableClock();
        var people = new InMemoryPeople(clock);
        var keys = new InMemoryKeyRing();
        var builder = new InProcessTestClusterBuilder(silos);
        builder.Options.ServiceId = "eventticket"; // what is saved belongs to the service, and outlives the cluster
        builder.ConfigureSiloHost((_, host) =>
        {
            host.Environment.EnvironmentName = Environments.Development;
            host.Configuration["Passwords:WorkFactor"] = $"{workFactor}";
            host.Configuration["SecondFactor:RequiredOfAdmins"] = $"{secondFactorOfAdmins}";
            foreach (var area in OrleansOwnTime)
            {
                host.Services.AddKeyedSingleton(area, TimeProvider.System);
            }

            host.Services.AddSingleton<TimeProvider>(clock);
            host.Services.AddPeople(host.Configuration);
            host.Services.AddSingleton(new SmsOffer(Offered: true));
            if (database is null)
            {
                host.Services.AddSingleton<IPeople>(people);
                host.Services.AddSingleton<ISessionList>(people);
                host.Services.AddSingleton<IKeyRing>(keys);
            }
            else
            {
                host.Services.AddSingleton(database);
                host.Services.AddSingleton<CategoryTable>();
            }
        });
        builder.ConfigureSilo((_, silo) =>
        {
            silo.UseSystemTextJsonGrainStorageSerializer();
            if (database is null)
            {
                silo.AddMemoryGrainStorageAsDefault();
            }
            else
            {
                silo.AddAdoNetGrainStorageAsDefault((AdoNetGrainStorageOptions storage) =>
                {
                    storage.Invariant = "Npgsql";
                    storage.DataSource = database;
                    storage.DeleteStateOnClear = true;
                });
            }
        });
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return new PeopleCluster(cluster) { Clock = clock };
    }

    /// <summary>A service of the first silo.</summary>
    public T Service<T>() where T : notnull => cluster.GetSiloServiceProvider().GetRequiredService<T>();

    /// <summary>Ends the activation, so that the next call reads what is saved.</summary>
    public Task Deactivate(IGrain grain) => cluster.DeactivateAsync(grain);

    public async Task<Account> Register(string email, string password = "a quiet harbour", string name = "Ada")
    {
        var account = await Grains.Accounts().Register(new RegisterUser(email, password, name, Guid.NewGuid()));
        return account.Value ?? throw new InvalidOperationException($"Refused: {account.Refusal}");
    }

    public async Task<SignedIn> LogIn(string email, string password = "a quiet harbour")
    {
        var signedIn = await Grains.Accounts().LogIn(new LogIn(email, password, null, From));
        return signedIn.Value ?? throw new InvalidOperationException($"Refused: {signedIn.Refusal}");
    }

    public ValueTask DisposeAsync() => cluster.DisposeAsync();
}
