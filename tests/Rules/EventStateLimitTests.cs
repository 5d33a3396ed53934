using EventTicket.Events;

namespace EventTicket.Tests.Rules;

public sealed class EventStateLimitTests
{
    private readonly Guid ada = Guid.NewGuid();
    private readonly BoxOffice box = new(concert => concert with
    {
        MaxPerPerson = 6,
        TicketTypes = [concert.TicketTypes[0] with { Capacity = 100 }, concert.TicketTypes[1] with { Capacity = 100, MaxPerPerson = 2 }],
    });

    [Theory]
    [InlineData(6, 0, true)]
    [InlineData(7, 0, false)]
    [InlineData(4, 2, true)]
    [InlineData(5, 2, false)]
    [InlineData(1, 3, false)]
    [InlineData(0, 2, true)]
    [InlineData(0, 3, false)]
    [InlineData(600, 0, false)]
    [InlineData(int.MaxValue, int.MaxValue, false)]
    public void A_person_may_hold_so_many_at_once(int standing, int seated, bool allowed) =>
        Assert.Equal(allowed ? null : RefusalCode.LimitReached, box.Hold(ada, standing, seated).Refusal?.Code);

    [Theory]
    [InlineData(1, 1, true)]
    [InlineData(3, 0, false)]
    [InlineData(0, 2, false)]
    [InlineData(2, 0, true)]
    public void Bought_places_count(int standing, int seated, bool allowed)
    {
        box.Sell(ada, standing: 3, seated: 1);

        Assert.Equal(allowed ? null : RefusalCode.LimitReached, box.Hold(ada, standing, seated).Refusal?.Code);
    }

    [Fact]
    public void Six_hundred_is_too_many_before_it_is_sold_out() => new BoxOffice().Hold(ada, standing: 600).Refused(RefusalCode.LimitReached);

    [Fact]
    public void Places_given_back_or_run_out_do_not_count()
    {
        box.Release(box.Hold(ada, standing: 6).Granted().OrderId, ada).Granted();
        box.Hold(ada, standing: 4, seated: 2).Granted();
        box.Pass(TimeSpan.FromMinutes(10));

        box.Hold(ada, standing: 4, seated: 2).Granted();
    }

    [Fact]
    public void Other_people_have_limits_of_their_own()
    {
        box.Hold(Guid.NewGuid(), standing: 6).Granted();

        box.Hold(ada, standing: 6).Granted();
    }

    [Fact]
    public void A_limit_that_is_lowered_counts_from_then_on()
    {
        box.Hold(ada, standing: 5).Granted();

        box.Change(concert => concert with { MaxPerPerson = 4 }).Granted();

        Assert.Equal(5, box.Stock(box.Standing).Held);
        box.Hold(ada, standing: 5).Refused(RefusalCode.LimitReached);
        box.Hold(ada, standing: 4).Granted();
    }
}
