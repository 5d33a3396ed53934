using EventTicket.Catalogue;
using EventTicket.Hosting;
using EventTicket.Managers;
using EventTicket.Users;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EventTicket.Demo;

/// <summary>
/// Fills an empty system with accounts and a city's season, so that there is something to look at. What is there stays as it
/// is, and what broke off is taken up: a second start adds nothing.
/// </summary>
internal sealed class DemoData(
    Enrolment enrolment, CatalogueQueries catalogue, DemoTables tables, DemoSale sale, TimeProvider clock, IOptions<DemoSettings> settings,
    ILogger<DemoData> log) : IStartupWork
{
    // As many events at a time as journals have connections.
    private const int AtATime = 8;

    public string Name => "demo data";

    public async Task Run(IGrainFactory grains, CancellationToken stopping)
    {
        if (!settings.Value.Enabled)
        {
            return;
        }

        await Account("admin@demo.test", "Ada Admin", Role.Admin);
        var manager = await Account("manager@demo.test", "Marta Manfredi", Role.Manager);
        var second = await Account("organiser@demo.test", "Reto Imhof", Role.Manager);
        var user = await Account("user@demo.test", "Ulla User", Role.User);

        var events = DemoCatalogue.Events().Select(entry => (entry.Category, entry.Event, Manager: entry.Event.Second ? second : manager))
            .Select(entry => (entry.Category, entry.Event, entry.Manager, Id: EventIds.Of(entry.Manager, entry.Manager, Operation(entry.Event)))).ToList();
        var ids = events.Select(entry => entry.Id).ToArray();
        var there = await tables.Types(ids);
        var categories = (await catalogue.Categories()).ToDictionary(category => category.Name, category => category.CategoryId);
        var venues = DemoCatalogue.Venues();
        await Each(events.Where(entry => !there.ContainsKey(entry.Id)), async entry =>
        {
            var definition = entry.Event.Define(venues[entry.Event.Venue], categories[entry.Category], clock.GetUtcNow());
            var drafted = await grains.Event(entry.Id).Draft(new(new(Operation(entry.Event), "demo"), entry.Manager, definition, Publish: !entry.Event.Draft));
            if (!drafted.Succeeded)
            {
                throw new InvalidOperationException(Told($"The demo event {entry.Event.Key} was refused", drafted.Refusal));
            }
        }, stopping);

        var types = there.Count == events.Count ? there : await tables.Types(ids);
        var bought = await tables.Orders(ids);
        await Each(events, entry => Task.WhenAll(DemoOrder.Of(entry.Event, entry.Id, user).Select(order =>
            sale.Buy(entry.Id, order, types[entry.Id][order.Type], bought.TryGetValue((entry.Id, order.Person), out var before) ? before : null))), stopping);
        log.LogInformation("The demo has {Count} events, {New} of them new", events.Count, events.Count - there.Count);
    }

    private static string Operation(DemoEvent demo) => $"demo {demo.Key}";

    private static Task Each<T>(IEnumerable<T> items, Func<T, Task> work, CancellationToken stopping) =>
        Parallel.ForEachAsync(items, new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = stopping }, async (item, _) => await work(item));

    private async Task<Guid> Account(string email, string name, Role role)
    {
        var account = await enrolment.Ensure(email, settings.Value.Password, name, role);
        return account.Succeeded ? account.Value.UserId : throw new InvalidOperationException(Told($"The demo account {email} could not be made", account.Refusal));
    }

    private static string Told(string what, Refusal refusal) =>
        $"{what}: {refusal.Code}{(refusal.Errors.IsDefaultOrEmpty ? "" : ": " + string.Join("; ", refusal.Errors.Select(error => $"{error.Field} {error.Message}")))}";
}
