using EventTicket.Events;
using EventTicket.Purchases;
using EventTicket.Queries;

namespace EventTicket.Tests.Rules;

public sealed class StoredNamesTests
{
    [Fact]
    public void Every_status_is_read_as_it_was_written()
    {
        Assert.All(Enum.GetValues<OrderStatus>(), status => Assert.Equal(status, StoredNames.Read<OrderStatus>(OrderStatusWords.Of(status))));
        Assert.All(Enum.GetValues<TicketStatus>(), status => Assert.Equal(status, StoredNames.Read<TicketStatus>(TicketStatusWords.Of(status))));
        Assert.All(Enum.GetValues<EventStatus>(), status => Assert.Equal(status, StoredNames.Read<EventStatus>(EventStatusWords.Of(status))));
        Assert.Throws<InvalidOperationException>(() => StoredNames.Read<OrderStatus>("mislaid"));
    }

    [Theory]
    [InlineData("published", -1, EventStatus.Ended)]
    [InlineData("published", 0, EventStatus.Ended)]
    [InlineData("published", 1, EventStatus.Published)]
    [InlineData("cancelled", -1, EventStatus.Cancelled)]
    [InlineData("draft", -1, EventStatus.Draft)]
    public void A_published_event_has_ended_once_its_end_is_reached(string stored, int secondsLeft, EventStatus status)
    {
        var now = new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);
        Assert.Equal(status, StoredNames.EventStatus(stored, now.AddSeconds(secondsLeft), now));
    }
}
