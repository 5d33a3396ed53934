using System.Globalization;
using EventTicket.Web.Site;

namespace EventTicket.Tests.Web.Site;

/// <summary>What was typed above the list of events, in the catalogue's words.</summary>
public sealed class EventQueryTests
{
    [Theory]
    [InlineData("2030-05-01", "2030-05-02")]
    [InlineData("9999-12-30", "9999-12-31")]
    [InlineData("9999-12-31", null)]
    public void The_last_day_is_included_and_the_last_of_all_is_no_bound(string day, string? before)
    {
        var asked = new EventQuery { To = DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture) }.AsRequest(20);

        Assert.Equal(before, asked.To?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
    }
}
