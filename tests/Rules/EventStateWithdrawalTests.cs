using EventTicket.Events;
using EventTicket.Mail;
using EventTicket.Purchases;

namespace EventTicket.Tests.Rules;

/// <summary>An event that an admin takes off sale for a while.</summary>
public sealed class EventStateWithdrawalTests
{
    private readonly BoxOffice box = new();
    private readonly Caller admin = new(Guid.NewGuid(), Role.Admin);
    private readonly Guid ada = Guid.NewGuid();

    [Fact]
    public void Withdrawn_it_sells_nothing_until_it_is_put_back()
    {
        var held = box.Hold(ada, 2).Granted().OrderId;
        Withdraw().Granted();

        Assert.Equal(Refusal.NotOnSale, box.Hold(Guid.NewGuid(), 1).Refusal);
        Assert.Equal(OrderStatus.Released, box.State.Order(held)!.Status);
        Assert.Equal(10, box.Stock(box.Standing).Free);
        Assert.Equal(box.Now, box.State.Sheet().WithdrawnAt);

        Restore().Granted();
        box.Hold(ada, 2).Granted();
        Assert.Null(box.State.Sheet().WithdrawnAt);
    }

    [Fact]
    public void Who_is_paying_when_it_is_withdrawn_comes_to_an_end_and_tickets_stay_valid()
    {
        var sold = box.Sell(ada, 2);
        var paying = box.Hold(Guid.NewGuid(), 1).Granted();
        box.StartPayment(paying.OrderId, box.State.Order(paying.OrderId)!.PersonId).Granted();

        Withdraw().Granted();

        Assert.True(box.Decide(paying.OrderId).Value);
        Assert.Equal("valid valid", box.Tickets(sold));
        Assert.DoesNotContain(box.Facts, fact => fact is Refunded);
    }

    [Fact]
    public void Its_manager_is_told_the_reason_and_the_journal_is_not()
    {
        Withdraw("Ada Lovelace complained.").Granted();
        Restore().Granted();

        var told = BuyersMail.Of(box.Facts, box.State);

        Assert.Equal([box.Manager.PersonId, box.Manager.PersonId], told.Select(row => row.Mail.UserId!.Value));
        Assert.Equal(new EventWithdrawn(box.State.EventId, "Ada Lovelace complained."), told[0].Mail.Content);
        Assert.IsType<EventRestored>(told[1].Mail.Content);
        Assert.DoesNotContain(box.Facts, fact => FactCodec.Write(fact, 1).Data?.Contains("Lovelace", StringComparison.Ordinal) == true);
    }

    [Fact]
    public void Only_admins_may_and_only_with_what_is_on_sale()
    {
        Assert.Equal(Refusal.NotFound, box.Withdraw(box.Manager).Refusal);
        Assert.Equal(RefusalCode.Invalid, new BoxOffice(publish: false).Withdraw(admin).Refusal!.Code);
        box.Cancel().Granted();
        Assert.Equal(Refusal.EventCancelled, Withdraw().Refusal);
        Assert.Equal(Refusal.EventCancelled, Restore().Refusal);
    }

    [Fact]
    public void Asked_again_it_has_one_effect_and_a_replay_stands_where_it_stood()
    {
        var operation = box.NewOperation();
        var first = box.Withdraw(admin, operation: operation).Granted();
        box.Pass(TimeSpan.FromMinutes(1));

        Assert.Equal(first.WithdrawnAt, box.Withdraw(admin, operation: operation).Granted().WithdrawnAt);
        Assert.Equal(first.WithdrawnAt, Withdraw().Granted().WithdrawnAt);
        Assert.Single(box.Facts, fact => fact is Withdrawn);
        Assert.Equal(first.WithdrawnAt, box.Replay().WithdrawnAt);
        Restore().Granted();
        Assert.Null(box.Replay().WithdrawnAt);
    }

    private Result<EventSheet> Withdraw(string reason = "Ask us first.") => box.Withdraw(admin, reason);

    private Result<EventSheet> Restore() => box.Restore(admin);
}
