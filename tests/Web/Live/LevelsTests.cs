using EventTicket.Catalogue;
using EventTicket.Events;
using EventTicket.Web.Live;

namespace EventTicket.Tests.Web.Live;

public sealed class LevelsTests
{
    private static readonly DateTimeOffset Now = new(2031, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, 5, "None")]
    [InlineData(-1, 5, "None")]
    [InlineData(5, 5, "Many")]
    [InlineData(4, 5, "Few")]
    [InlineData(10, 100, "Few")]
    [InlineData(11, 100, "Many")]
    [InlineData(200, 2_000, "Few")]
    [InlineData(201, 2_000, "Many")]
    [InlineData(1, 2_000, "Few")]
    public void Few_are_the_last_ten_or_the_last_tenth_once_something_is_taken(int available, int capacity, string level) =>
        Assert.Equal(level, $"{Levels.Of(available, capacity)}");

    [Theory]
    [InlineData(true, null, "Many")]
    [InlineData(false, 1, "Soon")]
    [InlineData(false, 0, "Closed")]
    [InlineData(false, -1, "Closed")]
    [InlineData(false, null, "Closed")]
    public void What_is_not_on_sale_comes_or_is_over(bool onSale, int? opensInHours, string level) =>
        Assert.Equal(level, $"{Levels.Of(Type(50, 50, onSale, opensInHours), Now)}");

    [Fact]
    public void An_event_has_what_is_on_sale_together()
    {
        Assert.Equal(Left.Few, Levels.Of([Type(0, 90, true), Type(9, 10, true), Type(50, 50, false, 1)], Now));
        Assert.Equal(Left.None, Levels.Of([Type(0, 90, true), Type(50, 50, false, 1)], Now));
        Assert.Equal(Left.Soon, Levels.Of([Type(50, 50, false), Type(50, 50, false, 1)], Now));
        Assert.Equal(Left.Closed, Levels.Of([Type(50, 50, false)], Now));
    }

    [Fact]
    public void What_is_over_has_nothing_on_sale_however_much_is_left()
    {
        var told = LiveAnswer.Of(new EventPlaces(Guid.NewGuid(), EventStatus.Cancelled, [Type(50, 50, false, 1)], Now));

        Assert.Equal((LiveStatus.Cancelled, Left.Closed, Left.Closed), (told.Status, told.Left, told.TicketTypes.Single().Left));
    }

    private static TypeOnSale Type(int available, int capacity, bool onSale, int? opensInHours = null) => new(
        Guid.NewGuid(), "Stalls", new(100, "EUR"), available, capacity, opensInHours is { } hours ? Now.AddHours(hours) : null, null, null, onSale);
}
