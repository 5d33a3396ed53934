using System.Net.Http.Json;
using EventTicket.Events;
using EventTicket.Hosting;
using EventTicket.Mail;
using EventTicket.Payments;
using EventTicket.Sandbox;
using EventTicket.Tests.Grains.Events;
using EventTicket.Tests.People;
using EventTicket.Tests.Postgres.Journal;
using EventTicket.Tests.Rules;
using EventTicket.Tests.Sandbox;
using EventTicket.Users;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace EventTicket.Tests.Grains.Payments;

/// <summary>One event on sale, its journal in PostgreSQL, and payments through the real Stripe client to the sandbox.</summary>
internal sealed class BoxOfficeWithBank : IAsyncDisposable
{
    public const string WebhookSecret = "whsec_of_the_tests";

    private readonly JournalDatabase database;
    private readonly EventCluster cluster;
    private int keys;

    private BoxOfficeWithBank(JournalDatabase database, EventCluster cluster) => (this.database, this.cluster) = (database, cluster);

    public required SandboxHost Bank { get; init; }

    /// <summary>How the silo reaches the bank.</summary>
    public required BankLine Line { get; init; }

    /// <summary>The database's; move it by its offset.</summary>
    public required DatabaseClock Clock { get; init; }

    public EventOnSale Sale { get; private set; } = null!;

    public IGrainFactory Grains => cluster.Grains;

    /// <param name="price">Of one of the ten standing places, in pence.</param>
    /// <param name="watched">With the watches over due events and overdue payments, as in a silo. Otherwise nobody gets impatient:
    /// timers stand still, so that the tests of a slow machine see what those of a fast one see.</param>
    /// <param name="ledger">That of a bank which has ended; a new one otherwise.</param>
    /// <param name="door">Where the bank's webhooks arrive; it sends none otherwise.</param>
    public static async Task<BoxOfficeWithBank> Open(JournalDatabase database, bool watched = false, long price = 2_500, string? ledger = null,
        string currency = "GBP", WebhookDoor? door = null)
    {
        var bank = await SandboxHost.Start(ledger, door?.Settings ?? []);
        var line = new BankLine();
        var clock = new DatabaseClock(watched ? TimeProvider.System : new FakeTimeProvider(DateTimeOffset.UtcNow), NullLogger<DatabaseClock>.Instance);
        var cluster = await EventCluster.Start(new PostgresJournal(database.Source, clock), clock, watched, services =>
        {
            services.AddSingleton(database.Source);
            services.AddSingleton(new StripeSettings("sk_test_sandbox", bank.Url, [WebhookSecret]));
            services.AddSingleton(line.To(bank.Url));
            services.AddPaymentRecords();
            services.AddSingleton<IPeople, InMemoryPeople>();
            services.AddSingleton<ISessionList, InMemoryPeople>();
            services.AddSingleton(new SmsOffer(Offered: false));
            if (watched)
            {
                services.AddHostedService<OverduePayments>();
                services.AddHostedService<UnhandledProviderEvents>();
                services.AddHostedService<CancelledEvents>();
            }
        });
        var box = new BoxOfficeWithBank(database, cluster) { Bank = bank, Line = line, Clock = clock };
        door?.LeadTo(cluster.Grains);
        var starts = clock.GetUtcNow().AddDays(30);
        box.Sale = await cluster.OnSale(concert => concert with
        {
            StartsAt = starts,
            EndsAt = starts.AddHours(3),
            Currency = currency,
            TicketTypes = [.. concert.TicketTypes.Select((type, i) => type with { Price = i == 0 ? price : Math.Max(type.Price, price) })],
        });
        return box;
    }

    public Operation NewOperation() => new($"pay-{++keys}", "asked");

    /// <summary>Holds two places.</summary>
    public async Task<OrderAtBank> Order(int standing = 2)
    {
        var person = Guid.NewGuid();
        return new OrderAtBank(this, (await Sale.Hold(standing, person)).Granted().OrderId, person);
    }

    public Task Deactivate(IGrain grain) => cluster.Deactivate(grain);

    /// <summary>The next calls of that name go wrong.</summary>
    /// <param name="kind"><c>fail-before</c>, <c>fail-after</c>, <c>lose-reply</c>, <c>delay</c> or <c>conflict</c>.</param>
    public async Task Mishap(string call, string kind, int times = 1, int delayMs = 0)
    {
        using var answer = await Bank.Browser.PostAsJsonAsync($"{Bank.Url}/sandbox/faults", new { call, fault = kind, times, delayMs });
        answer.EnsureSuccessStatusCode();
    }

    public Task<string> Word(string sql, Guid id) => database.Ask<string>(sql, id);

    public async Task<IReadOnlyList<LedgerRow>> Ledger(Guid orderId) =>
        [.. (await Bank.Browser.GetFromJsonAsync<Book>($"{Bank.Url}/ledger.json"))!.Charges.Where(row => row.Order == orderId.ToString())];

    /// <summary>Waits until it is so; generous, because the machine may be busy, and what is waited for happens or does not.</summary>
    public static async Task Until(Func<Task<bool>> so)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(90));
        while (!await so())
        {
            await Task.Delay(100, patience.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await cluster.DisposeAsync();
        await Bank.DisposeAsync();
    }

    private sealed record Book(List<LedgerRow> Charges);
}
