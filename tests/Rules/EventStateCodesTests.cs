using EventTicket.Events;

namespace EventTicket.Tests.Rules;

public sealed class EventStateCodesTests
{
    private readonly BoxOffice box = new(concert => concert with { TicketTypes = concert.TicketTypes.Add(new(Guid.Empty, "Friends", 1_000, 5, Hidden: true)) });
    private readonly Guid ada = Guid.NewGuid();

    private Guid Friends => box.State.Definition!.TicketTypes[2].TicketTypeId;

    [Theory]
    [InlineData(CodeKind.Percent, 20, 2_000)]
    [InlineData(CodeKind.Percent, 33, 1_675)]
    [InlineData(CodeKind.Percent, 100, 0)]
    [InlineData(CodeKind.Amount, 600, 1_900)]
    [InlineData(CodeKind.Amount, 2_501, 0)]
    public void A_discount_lowers_the_price_that_the_hold_freezes(CodeKind kind, long value, long price)
    {
        box.KeepCode("spring", kind, value).Granted();

        var hold = box.Hold(ada, 2, codes: [" Spring "]).Granted();
        box.Change(concert => concert with { TicketTypes = concert.TicketTypes.SetItem(0, concert.TicketTypes[0] with { Price = 9_000 }) }).Granted();

        Assert.Equal((price, 2 * price), (hold.Items[0].Price.Amount, hold.Total.Amount));
        Assert.Equal(2 * price, box.StartPayment(hold.OrderId, ada).Granted().Total.Amount);
    }

    [Fact]
    public void A_code_for_some_tickets_leaves_the_others_alone_and_the_best_of_two_counts()
    {
        box.KeepCode("STANDING", CodeKind.Amount, 500, [box.Standing]).Granted();
        box.KeepCode("HALF", CodeKind.Percent, 50, [box.Standing]).Granted();

        var items = box.Hold(ada, 1, 1, codes: ["STANDING", "HALF"]).Granted().Items;

        Assert.Equal([1_250L, 4_000L], items.Select(item => item.Price.Amount));
        Assert.Equal([1, 1], box.State.Codes.Select(sheet => sheet.Used));
        box.Hold(Guid.NewGuid(), 0, 1, codes: ["HALF"]).Refused(RefusalCode.CodeNotForThese);
    }

    [Fact]
    public void A_hidden_type_is_there_for_whoever_names_its_code_and_for_nobody_else()
    {
        box.KeepCode("FRIENDS", CodeKind.Access, 0, [Friends]).Granted();
        box.KeepCode("CHEAP", CodeKind.Percent, 10).Granted();

        box.Hold(ada, null, new HoldItem(Friends, 1)).Wrong("items[0].ticketTypeId");
        box.HoldWith(ada, ["CHEAP"], new HoldItem(Friends, 1)).Wrong("items[0].ticketTypeId");
        box.HoldWith(ada, ["friends"], new HoldItem(Friends, 1)).Granted();
    }

    [Fact]
    public void Each_thing_that_stands_in_the_way_of_a_code_is_said()
    {
        box.KeepCode("LATER", CodeKind.Percent, 10, from: BoxOffice.Noon.AddHours(1), until: BoxOffice.Noon.AddHours(2)).Granted();
        box.KeepCode("ONCE", CodeKind.Percent, 10, uses: 1).Granted();
        var gone = box.KeepCode("GONE", CodeKind.Percent, 10).Granted();
        box.RemoveCode(gone.Code.CodeId).Granted();
        box.RemoveCode(gone.Code.CodeId).Granted();

        box.Hold(ada, 1, codes: ["NONE"]).Refused(RefusalCode.CodeUnknown);
        box.Hold(ada, 1, codes: ["GONE"]).Refused(RefusalCode.CodeUnknown);
        box.Hold(ada, 1, codes: ["LATER"]).Refused(RefusalCode.CodeNotYet);
        box.Hold(ada, 1, codes: ["ONCE"]).Granted();
        box.Hold(Guid.NewGuid(), 1, codes: ["ONCE"]).Refused(RefusalCode.CodeUsedUp);
        box.Now = BoxOffice.Noon.AddHours(1);
        box.Hold(ada, 1, codes: ["LATER"]).Granted();
        box.Now = BoxOffice.Noon.AddHours(2);
        box.Hold(ada, 1, codes: ["LATER"]).Refused(RefusalCode.CodeExpired);
        box.Hold(ada, 1, codes: ["A", "B", "C", "D", "E", "F"]).Wrong("codes");
    }

    [Fact]
    public void A_use_is_given_back_with_the_hold_and_kept_with_the_tickets()
    {
        box.KeepCode("ONCE", CodeKind.Percent, 10, uses: 1).Granted();

        var first = box.Hold(ada, 1, codes: ["ONCE"]).Granted().OrderId;
        box.Hold(ada, 2, codes: ["ONCE"]).Granted();
        Assert.Equal(1, box.State.Codes[0].Used);
        box.Pass(TimeSpan.FromMinutes(10));
        box.EndDue();
        Assert.Equal(0, box.State.Codes[0].Used);

        var bens = box.Hold(Guid.NewGuid(), 1, codes: ["ONCE"]).Granted().OrderId;
        Assert.True(box.Decide(bens).Value);
        Assert.Equal(1, box.State.Codes[0].Used);
        // Its use has gone to somebody else: late money is turned away though there are places.
        Assert.False(box.Decide(first).Value);
        box.Refund(bens).Granted();
        Assert.Equal(1, box.State.Codes[0].Used);
    }

    [Fact]
    public void Only_its_manager_keeps_codes_and_each_field_that_is_wrong_is_named()
    {
        box.KeepCode("SPRING", CodeKind.Percent, 10).Granted();

        box.KeepCode("FALL", CodeKind.Percent, 10, caller: new(ada, Role.Manager)).Refused(RefusalCode.NotFound);
        box.RemoveCode(Guid.NewGuid()).Refused(RefusalCode.NotFound);
        box.KeepCode("spring", CodeKind.Percent, 20).Wrong("code");
        box.KeepCode("x!", CodeKind.Percent, 0, [Guid.NewGuid()], 0, BoxOffice.Noon, BoxOffice.Noon).Wrong("code", "value", "ticketTypeIds[0]", "uses", "validUntil");
        box.KeepCode("ACCESS", CodeKind.Access, 1).Wrong("value");
        box.KeepCode("AMOUNT", CodeKind.Amount, 0).Wrong("value");
        var once = box.NewOperation();
        Assert.Equal(box.KeepCode("ONCE", CodeKind.Access, 0, operation: once).Granted().Code.CodeId, box.KeepCode("ONCE", CodeKind.Access, 0, operation: once).Granted().Code.CodeId);
        new BoxOffice().Change(concert => concert with { TicketTypes = [.. concert.TicketTypes.Select(type => type with { Hidden = true })] }).Wrong("ticketTypes");
    }

    [Fact]
    public void A_replay_knows_codes_and_uses()
    {
        box.KeepCode("SPRING", CodeKind.Amount, 10, [box.Standing], 3, BoxOffice.Noon, BoxOffice.Noon.AddDays(1)).Granted();
        box.RemoveCode(box.KeepCode("GONE", CodeKind.Access, 0).Granted().Code.CodeId).Granted();
        box.Hold(ada, 1, codes: ["SPRING"]).Granted();

        Assert.Equal(Portrait.Of(box.State, "due", "fresh"), Portrait.Of(box.Replay(), "due", "fresh"));
    }
}
