using EventTicket.Web.Site;

namespace EventTicket.Tests.Web.Site;

public sealed class VenueTimeTests
{
    private static readonly DateTimeOffset Evening = new(2026, 12, 12, 20, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("Europe/Rome", "Sat 12 December 2026, 21:00")]
    [InlineData("Asia/Tokyo", "Sun 13 December 2026, 05:00")]
    [InlineData("Asia/Kolkata", "Sun 13 December 2026, 01:30")]
    public void A_moment_is_shown_on_the_venues_clock(string zone, string shown) => Assert.Equal(shown, Evening.ShowLong(zone));

    [Theory]
    [InlineData("Turin", "Europe/Rome", "Turin time (UTC+1)")]
    [InlineData("Kolkata", "Asia/Kolkata", "Kolkata time (UTC+5:30)")]
    [InlineData("St. John’s", "America/St_Johns", "St. John’s time (UTC−3:30)")]
    [InlineData("Nowhere", "Not/AZone", "UTC")]
    public void The_clock_is_named(string city, string zone, string name) => Assert.Equal(name, VenueTime.Name(city, Evening, zone));

    [Fact]
    public void An_end_the_same_night_is_only_an_hour() => Assert.Equal("02:00", VenueTime.ShowEnd(Evening, Evening.AddHours(5), "Europe/Rome"));

    [Fact]
    public void An_end_days_later_has_its_day() => Assert.Equal("Mon 14 December 2026, 21:00", VenueTime.ShowEnd(Evening, Evening.AddDays(2), "Europe/Rome"));

    [Theory]
    [InlineData("2026-07-01T20:30", "2026-07-01T18:30:00Z")]
    [InlineData("2026-12-01T20:30", "2026-12-01T19:30:00Z")]
    [InlineData("2026-10-25T02:30", "2026-10-25T00:30:00Z")] // Happens twice: the earlier one.
    public void A_field_is_read_on_the_venues_clock(string typed, string utc) =>
        Assert.Equal(DateTimeOffset.Parse(utc, null), VenueTime.Parse(typed, "Europe/Rome"));

    [Theory]
    [InlineData("2026-03-29T02:30")] // The clock jumps over it.
    [InlineData("2026-02-30T10:00")]
    [InlineData("tomorrow")]
    [InlineData("1026-03-29T02:30")]
    [InlineData("")]
    [InlineData(null)]
    public void A_time_that_does_not_exist_is_not_read(string? typed) => Assert.Null(VenueTime.Parse(typed, "Europe/Rome"));

    [Fact]
    public void A_form_shows_what_it_reads() => Assert.Equal(Evening, VenueTime.Parse(Evening.Field("Asia/Kolkata"), "Asia/Kolkata"));
}
