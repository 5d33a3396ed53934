using EventTicket.Events;
using EventTicket.Tests.Rules;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Orleans.Configuration;
using Orleans.Reminders;
using Orleans.TestingHost;

namespace EventTicket.Tests.Grains.Events;

/// <summary>A silo in this process that sells events, on any journal and at any time.</summary>
internal sealed class EventCluster : IAsyncDisposable
{
    private static readonly string[] OrleansOwnTime =
    [
        TimeProviderNames.Membership, TimeProviderNames.Messaging, TimeProviderNames.SystemTimers,
        TimeProviderNames.ActivationManagement, TimeProviderNames.GrainDirectory, ReminderTimeProviderNames.Reminders,
    ];

    private readonly InProcessTestCluster cluster;

    private EventCluster(InProcessTestCluster cluster, FakeTimeProvider clock) => (this.cluster, Clock) = (cluster, clock);

    /// <summary>Stands still until it is told to go on; not used when the cluster was given another clock.</summary>
    public FakeTimeProvider Clock { get; }

    public IGrainFactory Grains => cluster.Client;

    /// <param name="watched">With the watch over events for which something is due.</param>
    /// <param name="services">Adds what other grains are given.</param>
    public static async Task<EventCluster> Start(
        IEventJournal journal, TimeProvider? time = null, bool watched = false, Action<IServiceCollection>? services = null)
    {
        var clock = new FakeTimeProvider(BoxOffice.Noon);
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSiloHost((_, host) =>
        {
            foreach (var area in OrleansOwnTime)
            {
                host.Services.AddKeyedSingleton(area, TimeProvider.System);
            }

            host.Services.AddSingleton(time ?? clock);
            host.Services.AddSingleton(journal);
            if (watched)
            {
                host.Services.AddHostedService<DueEvents>();
            }

            services?.Invoke(host.Services);
        });
        // A test that holds a commit back decides itself how long that takes.
        builder.ConfigureSilo((_, silo) => silo.AddMemoryGrainStorageAsDefault()
            .Configure<SiloMessagingOptions>(options => options.ResponseTimeout = TimeSpan.FromMinutes(5)));
        builder.ConfigureClient(client => client.Configure<ClientMessagingOptions>(options => options.ResponseTimeout = TimeSpan.FromMinutes(5)));
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return new EventCluster(cluster, clock);
    }

    /// <summary>An event that is on sale: <see cref="BoxOffice.Concert"/>, with what is changed.</summary>
    public async Task<EventOnSale> OnSale(Func<EventDefinition, EventDefinition>? change = null)
    {
        var grain = Grains.Event(Guid.CreateVersion7());
        var manager = new Caller(Guid.NewGuid(), Role.Manager);
        var definition = change?.Invoke(BoxOffice.Concert) ?? BoxOffice.Concert;
        var sheet = await grain.Draft(new DraftEvent(new("insert", ""), manager.PersonId, definition, Publish: true));
        return new EventOnSale(grain, manager, [.. sheet.Granted().Definition.TicketTypes.Select(type => type.TicketTypeId)]);
    }

    /// <summary>Ends the activation and waits until it has ended.</summary>
    public Task Deactivate(EventOnSale sale) => Deactivate(sale.Grain);

    /// <summary>Ends the activation and waits until it has ended.</summary>
    public Task Deactivate(IGrain grain) => cluster.DeactivateAsync(grain);

    public ValueTask DisposeAsync() => cluster.DisposeAsync();
}
