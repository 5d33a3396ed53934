using EventTicket.Web.Site;

namespace EventTicket.Tests.Web.Site;

public sealed class ClockWordsTests
{
    [Theory]
    [InlineData(0, "0:00", "0 minutes 0 seconds")]
    [InlineData(61, "1:01", "1 minute 1 second")]
    [InlineData(3599, "59:59", "59 minutes 59 seconds")]
    [InlineData(3600, "1:00:00", "1 hour 0 minutes")]
    [InlineData(86_399, "23:59:59", "23 hours 59 minutes")]
    [InlineData(259_200, "72:00:00", "72 hours 0 minutes")]
    public void What_is_left_is_told_in_minutes_and_an_offer_in_hours(int seconds, string shown, string spoken)
    {
        Assert.Equal(shown, Words.Clock(seconds));
        Assert.Equal(spoken, Words.Spoken(seconds));
    }
}
