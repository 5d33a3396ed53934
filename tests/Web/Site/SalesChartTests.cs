using EventTicket.Events;
using EventTicket.Managers;
using EventTicket.Tests.Rules;
using EventTicket.Web.Site;

namespace EventTicket.Tests.Web.Site;

/// <summary>What a manager is shown before an event is published, and while it sells.</summary>
public sealed class SalesChartTests
{
    private static readonly Guid Standing = Guid.NewGuid();
    private static readonly Guid Seated = Guid.NewGuid();

    private static readonly EventDefinition Concert = BoxOffice.Concert with
    {
        Description = "Songs.",
        TicketTypes = [BoxOffice.Concert.TicketTypes[0] with { TicketTypeId = Standing }, BoxOffice.Concert.TicketTypes[1] with { TicketTypeId = Seated }],
    };

    [Fact]
    public void Steps_without_sales_are_there_and_all_are_added_up()
    {
        var chart = SalesChart.Of(History(TimeSpan.FromHours(1), (0, Standing, 2), (0, Seated, 1), (3, Standing, 5)), Concert)!;

        Assert.Equal([3, 0, 0, 5], chart.Steps.Select(step => step.Total));
        Assert.Equal([3, 3, 3, 8], chart.Steps.Select(step => step.SoFar));
        Assert.Equal((5, 8, 40), (chart.Most, chart.Total, chart.Width));
        Assert.Equal([("t0", "60", "40"), ("t1", "40", "20")], chart.Parts(chart.Steps[0]));
        Assert.Equal("Sat 1 Jun, 13:00", chart.Steps[0].Label);
    }

    [Fact]
    public void A_day_on_which_clocks_change_is_one_step_like_any_other()
    {
        // Clocks go back in Leeds on the night before 27 October 2030: that day begins at 23:00 UTC and the next at 00:00.
        var night = new DateTimeOffset(2030, 10, 26, 23, 0, 0, TimeSpan.Zero);
        var history = new SalesHistory(TimeSpan.FromDays(1), [new(night, Standing, 1), new(night.AddHours(25), Standing, 2)], 0);

        Assert.Equal([1, 2], SalesChart.Of(history, Concert)!.Steps.Select(step => step.Total));
    }

    [Fact]
    public void Nothing_sold_is_no_chart() => Assert.Null(SalesChart.Of(new(TimeSpan.FromHours(1), [], 0), Concert));

    [Fact]
    public void A_draft_may_be_published_when_nothing_that_is_needed_is_missing()
    {
        Assert.All(CheckList.Of(Concert, BoxOffice.Noon).Items, item => Assert.True(item.Done, item.What));
        Assert.True(CheckList.Of(Concert with { Description = "" }, BoxOffice.Noon) is { MayPublish: true } advised && advised.Items.Count(item => !item.Done) == 1);
        Assert.False(CheckList.Of(Concert, Concert.StartsAt).MayPublish);
        Assert.False(CheckList.Of(Concert with { TicketTypes = [.. Concert.TicketTypes.Select(type => type with { Capacity = 0 })] }, BoxOffice.Noon).MayPublish);
        Assert.False(CheckList.Of(Concert with { TicketTypes = [.. Concert.TicketTypes.Select(type => type with { SalesEndsAt = BoxOffice.Noon })] }, BoxOffice.Noon).MayPublish);
    }

    private static SalesHistory History(TimeSpan step, params (int Step, Guid Type, int Sold)[] sold) =>
        new(step, [.. sold.Select(one => new SalesStep(BoxOffice.Noon + (one.Step * step), one.Type, one.Sold))], 0);
}
