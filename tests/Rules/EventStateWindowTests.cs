using EventTicket.Events;

namespace EventTicket.Tests.Rules;

public sealed class EventStateWindowTests
{
    private static readonly DateTimeOffset Ends = BoxOffice.Concert.EndsAt;

    /// <summary>When the sale of standing places starts and ends, in hours from noon; the moment of the request; whether it is on sale.</summary>
    public static TheoryData<double?, double?, DateTimeOffset, bool> Moments => new()
    {
        { null, null, BoxOffice.Noon, true },
        { 1, 2, BoxOffice.Noon.AddHours(1).AddTicks(-1), false },
        { 1, 2, BoxOffice.Noon.AddHours(1), true },
        { 1, 2, BoxOffice.Noon.AddHours(2).AddTicks(-1), true },
        { 1, 2, BoxOffice.Noon.AddHours(2), false },
        { 1, null, BoxOffice.Noon.AddHours(1).AddTicks(-1), false },
        { 1, null, Ends.AddTicks(-1), true },
        { null, 2, BoxOffice.Noon, true },
        { null, 2, BoxOffice.Noon.AddHours(2), false },
        { null, null, Ends.AddTicks(-1), true },
        { null, null, Ends, false },
        { null, null, Ends.AddYears(1), false },
    };

    [Theory, MemberData(nameof(Moments))]
    public void Places_are_held_only_inside_their_window(double? from, double? until, DateTimeOffset moment, bool onSale)
    {
        var box = new BoxOffice(concert => concert with
        {
            TicketTypes = concert.TicketTypes.SetItem(0, concert.TicketTypes[0] with
            {
                SalesStartsAt = from is { } start ? BoxOffice.Noon.AddHours(start) : null,
                SalesEndsAt = until is { } end ? BoxOffice.Noon.AddHours(end) : null,
            }),
        }) { Now = moment };

        var answer = box.Hold(Guid.NewGuid(), standing: 1);

        Assert.Equal(onSale ? null : RefusalCode.NotOnSale, answer.Refusal?.Code);
    }

    [Fact]
    public void One_type_that_is_not_on_sale_refuses_the_whole_request()
    {
        var box = new BoxOffice(concert => concert with
        {
            TicketTypes = concert.TicketTypes.SetItem(1, concert.TicketTypes[1] with { SalesStartsAt = BoxOffice.Noon.AddHours(1) }),
        });

        box.Hold(Guid.NewGuid(), standing: 1, seated: 1).Refused(RefusalCode.NotOnSale);
        box.Hold(Guid.NewGuid(), standing: 1).Granted();
    }

    [Fact]
    public void A_hold_made_in_the_window_can_be_paid_after_it()
    {
        var box = new BoxOffice(concert => concert with
        {
            TicketTypes = concert.TicketTypes.SetItem(0, concert.TicketTypes[0] with { SalesEndsAt = BoxOffice.Noon.AddMinutes(1) }),
        });
        var ada = Guid.NewGuid();
        var order = box.Hold(ada, standing: 1).Granted().OrderId;

        box.Pass(TimeSpan.FromMinutes(5));

        box.StartPayment(order, ada).Granted();
        Assert.True(box.Decide(order).Value);
    }
}
