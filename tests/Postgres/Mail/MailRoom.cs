using EventTicket.Mail;
using EventTicket.Purchases;
using EventTicket.Tests.People;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace EventTicket.Tests.Postgres.Mail;

/// <summary>Outbox, workers and mail server together, as in a silo; the clock is the test's.</summary>
internal sealed class MailRoom : IAsyncDisposable
{
    private readonly List<MailRounds> silos = [];

    private MailRoom(MailDatabase database, MailServer server, MailSettings settings) =>
        (Database, Server, Settings) = (database, server, settings);

    public MailDatabase Database { get; }

    public MailServer Server { get; }

    public MailSettings Settings { get; }

    public MovableClock Clock { get; } = new();

    public OutboxTable Outbox => new(Database.Source);

    public UnsubscribeLinks Links => new(Database.Source);

    public PostRoomQueries Desk => new(Database.Source);

    public static async Task<MailRoom> Open(MailHouse house)
    {
        await house.Clear();
        return new(house.Database, house.Server, SettingsOf(
            ("Smtp:Host", "127.0.0.1"), ("Smtp:Port", $"{house.Server.Port}"), ("Smtp:Security", "none"), ("Mail:From", "EventTicket <tickets@example.org>")));
    }

    /// <param name="settings">Over a site at https://tickets.example.org; the last of a key counts.</param>
    public static MailSettings SettingsOf(params (string Key, string? Value)[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Site:PublicUrl", "https://tickets.example.org")]).Build();
        foreach (var (key, value) in settings)
        {
            configuration[key] = value;
        }

        return MailSettingsReader.Read(configuration);
    }

    public ICarrier Carrier(TimeSpan? patience = null) => new SmtpCarrier(Settings.Smtp!, Settings, patience ?? SmtpCarrier.Patience);

    public Postman Postman() => new(
        Outbox, new PurchaseQueries(Database.Source), new BookingQueries(Database.Source, new(Database.Source)), new EventNewsQueries(Database.Source), Links,
        new Letters(Settings), Clock, NullLogger<Postman>.Instance);

    /// <summary>Starts the workers of one more silo.</summary>
    public async Task<MailRounds> StartSilo(int workers = 4, Func<ICarrier>? carrier = null, string channel = "mail")
    {
        var silo = new MailRounds(channel, workers, carrier ?? (() => Carrier()), () => TimeSpan.Zero, Outbox, Postman(), Clock, NullLogger<MailRounds>.Instance);
        silos.Add(silo);
        await silo.StartAsync(TestContext.Current.CancellationToken);
        return silo;
    }

    /// <summary>One mail from the outbox to wherever it goes; false when none is due.</summary>
    public async Task<bool> DeliverOne(ICarrier? carrier = null, string channel = "mail")
    {
        if (await Outbox.Take(channel, Clock.GetUtcNow()) is not { } mail)
        {
            return false;
        }

        await using var own = carrier ?? Carrier();
        await Postman().Deliver(mail, own, TestContext.Current.CancellationToken);
        return true;
    }

    public Task<Guid> Write(Guid userId, MailContent content) => Database.Write(userId, content, Clock.GetUtcNow());

    /// <summary>Waits until it is so; generous, because the machine may be busy, and what is waited for happens or does not.</summary>
    public static async Task Until(Func<Task<bool>> so)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(90));
        while (!await so())
        {
            await Task.Delay(50, patience.Token);
        }
    }

    public static Task Until(Func<bool> so) => Until(() => Task.FromResult(so()));

    public Task UntilState(Guid mailId, string state) => Until(async () => await Database.State(mailId) == state);

    public async ValueTask DisposeAsync()
    {
        foreach (var silo in silos)
        {
            await silo.StopAsync(CancellationToken.None);
            silo.Dispose();
        }
    }
}
