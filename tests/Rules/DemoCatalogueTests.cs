using EventTicket.Demo;
using EventTicket.Events;

namespace EventTicket.Tests.Rules;

public sealed class DemoCatalogueTests
{
    private static readonly List<(string Category, DemoEvent Event)> Events = [.. DemoCatalogue.Events()];

    [Fact]
    public void The_demo_looks_like_a_citys_season()
    {
        var venues = DemoCatalogue.Venues();

        Assert.True(Events.Count >= 40);
        Assert.Equal(Events.Count, Events.Select(e => e.Event.Key).Distinct().Count());
        Assert.Equal(Events.Count, Events.Select(e => e.Event.Title).Distinct().Count());
        Assert.Equal(8, Events.Select(e => e.Category).Distinct().Count());
        Assert.Equal(["CHF", "EUR", "GBP", "JPY", "KWD"], Events.Select(e => venues[e.Event.Venue].Currency).Distinct().Order());
        Assert.All(Events, e => Assert.Equal(2, e.Event.Description.Length));
        Assert.Contains(Events, e => e.Event.Day < 0);
        Assert.Contains(Events, e => e.Event.Types.All(t => t.Sold == t.Capacity));
        Assert.Contains(Events, e => e.Event.Types.All(t => t.Price == 0));
        Assert.Contains(Events, e => e.Event.MaxPerPerson == 1);
        Assert.Contains(Events, e => e.Event.Types.All(t => t.OpensInHours is > 0 and < 24));
        Assert.Contains(Events, e => e.Event.Types.All(t => t.OpensInHours > 24));
        Assert.Contains(Events, e => e.Event.Types.Sum(t => t.Capacity - t.Sold) is > 0 and < 10);
        Assert.Contains(Events, e => e.Event.Second);
    }

    [Theory]
    [InlineData("2026-11-22T19:30:00Z")]
    [InlineData("2027-03-21T23:59:59Z")]
    [InlineData("2027-10-24T00:00:00Z")]
    [InlineData("2028-02-28T12:00:00Z")]
    public void Every_demo_event_keeps_the_rules_whenever_it_is_made(string at)
    {
        var now = DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture);
        var venues = DemoCatalogue.Venues();

        Assert.All(Events, e =>
        {
            var definition = e.Event.Define(venues[e.Event.Venue], Guid.NewGuid(), now);
            Assert.Empty(EventDefinitionRules.Check(definition, now, proposing: e.Event.Day > 0));
            Assert.Equal(e.Event.Day < 0, definition.EndsAt <= now);
        });
    }

    [Fact]
    public void What_is_sold_could_have_been_bought() =>
        Assert.All(Events.SelectMany(e => e.Event.Types, (e, type) => (e.Event, Type: type)), demo =>
        {
            Assert.InRange(demo.Type.Sold, 0, demo.Type.Capacity);
            Assert.True(demo.Type.Sold == 0 || (demo.Event.Day > 0 && !demo.Event.Draft && demo.Type.OpensInHours is null && !(demo.Type.ClosesInHours < 1)), demo.Event.Key);
            var orders = DemoOrder.Of(demo.Event, Guid.NewGuid(), Guid.NewGuid());
            Assert.Equal(demo.Type.Sold, orders.Where(order => order.Type == demo.Type.Name).Sum(order => order.Places));
            Assert.Equal(orders.Length, orders.Select(order => order.Person).Distinct().Count());
            Assert.All(orders, order => Assert.InRange(order.Places, 1, demo.Event.MaxPerPerson));
        });
}
