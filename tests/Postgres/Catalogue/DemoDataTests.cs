using EventTicket.Demo;
using EventTicket.Events;
using EventTicket.Users;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace EventTicket.Tests.Postgres.Catalogue;

public sealed class DemoDataTests(CatalogueSilo silo) : IClassFixture<CatalogueSilo>
{
    private DemoData Demo => ActivatorUtilities.CreateInstance<DemoData>(silo.Services, Options.Create(new DemoSettings { Enabled = true }));

    [Fact]
    public async Task Demo_data_that_broke_off_is_finished_and_then_left_alone()
    {
        using var crash = new CancellationTokenSource();
        var first = Demo.Run(silo.Grains, crash.Token);
        while (await silo.Count("orders") < 20 && !first.IsCompleted)
        {
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        await crash.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);

        await Demo.Run(silo.Grains, TestContext.Current.CancellationToken);
        await AssertComplete();

        var (facts, claims) = (await silo.Count("event_journal"), await silo.Count("event_head, generate_series(1, epoch)"));
        await Demo.Run(silo.Grains, TestContext.Current.CancellationToken);
        Assert.Equal((facts, claims), (await silo.Count("event_journal"), await silo.Count("event_head, generate_series(1, epoch)")));
    }

    private async Task AssertComplete()
    {
        var planned = DemoCatalogue.Events().Select(entry => entry.Event).ToList();
        Assert.Equal(planned.Count, await silo.Count("events"));
        Assert.Equal(planned.Sum(demo => demo.Types.Sum(type => type.Sold)), await silo.Count("tickets"));
        Assert.Equal(0, await silo.Count("stock WHERE held <> 0"));
        foreach (var demo in planned)
        {
            foreach (var type in demo.Types)
            {
                Assert.Equal(1, await silo.Count($"stock_by_event WHERE event = '{demo.Title.Replace("'", "''", StringComparison.Ordinal)}' AND ticket_type = '{type.Name}' AND sold = {type.Sold} AND capacity = {type.Capacity}"));
            }
        }

        var list = (await silo.Grains.Catalogue().Search(new(new(100)))).Value!;
        Assert.Equal(planned.Count(demo => demo.Day > 0 && !demo.Draft), list.Found);
        Assert.Contains(list.Events.Items, card => card is { OnSale: true, Available: 0 });
        Assert.Contains(list.Events.Items, card => card is { OnSale: false, SalesStartAt: not null });
        var page = (await silo.Grains.Catalogue().Event(list.Events.Items[0].EventId)).Value!;
        Assert.True(page.ManagerName is "Marta Manfredi" or "Reto Imhof", page.ManagerName);
        Assert.Equal(EventStatus.Published, page.Status);

        var user = (await silo.Grains.Accounts().LogIn(new("user@demo.test", "DemoPass-2026!", null, new SeenFrom("test", "::1")))).Value!.Session.UserId;
        Assert.Equal(planned.Sum(demo => demo.ForDemoUser), (await silo.Grains.Purchases().Tickets(user, new())).Value!.Items.Length);
        var manager = (await silo.Grains.Accounts().LogIn(new("manager@demo.test", "DemoPass-2026!", null, new SeenFrom("test", "::1")))).Value!.Session;
        Assert.Equal(Role.Manager, manager.Role);
        Assert.Equal(planned.Count(demo => !demo.Second), (await silo.Grains.Manager(manager.UserId).Events(new(100))).Value!.Items.Length);
    }
}
