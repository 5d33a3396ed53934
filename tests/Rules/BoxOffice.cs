using EventTicket.Events;
using EventTicket.Purchases;

namespace EventTicket.Tests.Rules;

/// <summary>
/// One event and its rules, without grain, journal or database; decisions are taken at <see cref="Now"/>. After each one the places
/// are counted again from the facts alone.
/// </summary>
internal sealed class BoxOffice
{
    public static readonly DateTimeOffset Noon = new(2030, 6, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>10 standing places at 25.00 and 5 seats at 40.00, at most 10 a person, held for 10 minutes; on sale until it ends, in ten days.</summary>
    public static readonly EventDefinition Concert = new(
        "An evening of songs", "", Guid.Parse("0f5e0d1a-1000-4000-8000-000000000001"), new("The Mill", "Mill Lane 3", "Leeds"),
        Noon.AddDays(10), Noon.AddDays(10).AddHours(3), "Europe/London", "GBP",
        [new(Guid.Empty, "Standing", 2_500, 10), new(Guid.Empty, "Seated", 4_000, 5)]);

    private readonly PlaceCount counted = new();
    private readonly List<Fact> facts = [];
    private int keys;

    /// <param name="change">What differs from <see cref="Concert"/>.</param>
    public BoxOffice(Func<EventDefinition, EventDefinition>? change = null, bool publish = true) =>
        Do(now => State.Draft(new DraftEvent(NewOperation(), Manager.PersonId, change?.Invoke(Concert) ?? Concert, publish), now)).Granted();

    public EventState State { get; } = new(Guid.CreateVersion7());

    public DateTimeOffset Now { get; set; } = Noon;

    public Caller Manager { get; } = new(Guid.NewGuid(), Role.Manager);

    /// <summary>All facts so far, in order.</summary>
    public IReadOnlyList<Fact> Facts => facts;

    public Guid Standing => State.Definition!.TicketTypes[0].TicketTypeId;

    public Guid Seated => State.Definition!.TicketTypes[1].TicketTypeId;

    public TypeStock Stock(Guid typeId) => State.Stock.Single(stock => stock.TicketTypeId == typeId);

    public Operation NewOperation() => new($"key-{++keys}", "asked");

    public Result<TicketHold> Hold(Guid person, int standing, int seated = 0, Operation? operation = null, string[]? codes = null)
    {
        HoldItem[] items = [.. new HoldItem[] { new(Standing, standing), new(Seated, seated) }.Where(item => item.Quantity != 0)];
        return codes is null ? Hold(person, operation, items) : HoldWith(person, codes, items);
    }

    public Result<TicketHold> HoldWith(Guid person, string[] codes, params HoldItem[] items) =>
        Do(now => State.Hold(new HoldTickets(NewOperation(), person, [.. items], [.. codes]), now));

    public Result<CodeSheet> KeepCode(
        string text, CodeKind kind, long value, Guid[]? types = null, int? uses = null, DateTimeOffset? from = null, DateTimeOffset? until = null,
        Caller? caller = null, Operation? operation = null) =>
        Do(now => State.KeepCode(new KeepCode(operation ?? NewOperation(), caller ?? Manager, new(Guid.Empty, text, kind, value, [.. types ?? []], uses, from, until)), now));

    public Result<WaitingPlace> Join(Guid person, int quantity = 1, Guid? type = null, Operation? operation = null) =>
        Do(now => State.Join(new JoinWaitingList(operation ?? NewOperation(), person, type ?? Standing, quantity), now));

    public Result<Done> Leave(Guid person, Guid waiting) => Do(now => State.Leave(new LeaveWaitingList(person, waiting), now));

    public Result<Done> RemoveCode(Guid code) => Do(now => State.RemoveCode(new RemoveCode(Manager, code), now));

    public Result<TicketHold> Hold(Guid person, Operation? operation, params HoldItem[] items) =>
        Do(now => State.Hold(new HoldTickets(operation ?? NewOperation(), person, [.. items]), now));

    public Result<BookingState> Book(Guid person, int quantity = 1, Operation? operation = null) =>
        Do(now => State.Book(new BookPreSale(operation ?? NewOperation(), person, quantity), now));

    public Result<TicketHold> HoldBooking(Guid booking, Guid person, Operation? operation = null) =>
        Do(now => State.HoldBooking(new HoldBooking(operation ?? NewOperation(), person, booking), now));

    public Result<Done> CancelBooking(Guid booking, Guid person) => Do(now => State.CancelBooking(new CancelBooking(person, booking), now));

    public Result<Done> Release(Guid orderId, Guid person) => Do(now => State.Release(new ReleaseHold(orderId, person), now));

    public Result<PaymentTerms> StartPayment(Guid orderId, Guid person, int attempt = 1) =>
        Do(now => State.StartPayment(new StartPayment(orderId, person, attempt), now));

    public Result<Done> ClosePayment(Guid orderId, int attempt = 1, bool providerAway = false) =>
        Do(now => State.ClosePayment(new ClosePayment(orderId, attempt, providerAway), now));

    public Result<bool> Decide(Guid orderId, int attempt = 1) => Do(now => State.Decide(new DecidePayment(orderId, attempt), now));

    public Result<Done> Settle(Guid orderId, int attempt = 1) => Do(now => State.Settle(new SettlePayment(orderId, attempt), now));

    public Result<EventSheet> Publish(Caller? caller = null, Operation? operation = null) =>
        Do(now => State.Publish(new PublishEvent(operation ?? NewOperation(), caller ?? Manager), now));

    public Result<EventSheet> Change(Func<EventDefinition, EventDefinition> change, int? ifVersion = null, Caller? caller = null, Operation? operation = null) =>
        Do(now => State.Change(new ChangeEvent(operation ?? NewOperation(), caller ?? Manager, change(State.Definition!), ifVersion), now));

    public Result<RefundDecision> Refund(Guid orderId, Guid[]? tickets = null, Caller? caller = null, Operation? operation = null, bool includeUsed = false, string? reason = null) =>
        Do(now => State.Refund(new RefundTickets(operation ?? NewOperation(), caller ?? Manager, orderId, [.. tickets ?? []], includeUsed, reason), now));

    public Result<Done> RefundedOutside(Guid orderId, string id, long amount) => Do(now => State.RefundedOutside(new MoneyGone(orderId, id, amount), now));

    public Result<Done> Dispute(Guid orderId, DisputeOutcome outcome, string id = "dp_1", long amount = 5_000) =>
        Do(now => State.Dispute(new MoneyGone(orderId, id, amount), outcome, now));

    public Result<EventSheet> Cancel(Caller? caller = null, Operation? operation = null) =>
        Do(now => State.Cancel(new CancelEvent(operation ?? NewOperation(), caller ?? Manager), now));

    public Result<EventSheet> Withdraw(Caller admin, string reason = "Ask us first.", Operation? operation = null) =>
        Do(now => State.Withdraw(new WithdrawEvent(operation ?? NewOperation(), admin, reason), now));

    public Result<EventSheet> Restore(Caller admin, Operation? operation = null) => Do(now => State.Restore(new RestoreEvent(operation ?? NewOperation(), admin), now));

    public Result<Done> RefundCancelled(Guid orderId) => Do(now => State.RefundCancelled(orderId, now));

    public Result<Done> Revoke(Guid orderId, int attempt = 1) => Do(now => State.Revoke(new SettlePayment(orderId, attempt), now));

    /// <summary>Somebody is at the door with a ticket of the order.</summary>
    public Result<Admission> CheckIn(Guid orderId, int ticket = 0, string? gate = null, Operation? operation = null) =>
        Do(now => State.CheckIn(new CheckInTicket(operation ?? NewOperation(), Manager.PersonId, orderId, State.Order(orderId)!.Tickets[ticket].TicketId, gate), now));

    public Result<Done> UndoCheckIn(Guid orderId, int ticket = 0, Operation? operation = null) =>
        Do(now => State.UndoCheckIn(new UndoCheckIn(operation ?? NewOperation(), Manager.PersonId, orderId, State.Order(orderId)!.Tickets[ticket].TicketId), now));

    /// <summary>Gives a ticket of the order to somebody else.</summary>
    public Result<TransferredTicket> Transfer(Guid orderId, Guid from, Guid to, int ticket = 0) =>
        Do(now => State.Transfer(new TransferTicket(from, to, orderId, State.Order(orderId)!.Tickets[ticket].TicketId), now));

    /// <summary>The statuses of an order's tickets, in order.</summary>
    public string Tickets(Guid orderId) => string.Join(' ', State.Order(orderId)!.Tickets.Select(ticket => TicketStatusWords.Of(ticket.Status)));

    /// <summary>Holds places and pays for them.</summary>
    /// <returns>The order's id.</returns>
    public Guid Sell(Guid person, int standing, int seated = 0)
    {
        var order = Hold(person, standing, seated).Granted().OrderId;
        StartPayment(order, person).Granted();
        Assert.True(Decide(order).Value);
        Settle(order).Granted();
        return order;
    }

    /// <summary>Time passes. Nobody calls and nothing tidies.</summary>
    public void Pass(TimeSpan time) => Now += time;

    /// <summary>Orders whose payments would be asked for their outcome if anybody called now.</summary>
    public IReadOnlyList<Guid> EndDue()
    {
        IReadOnlyList<Guid> ask = [];
        Do(now =>
        {
            ask = State.EndDue(now);
            return Done.It;
        }, endDueFirst: false);
        return ask;
    }

    /// <summary>A state made from the facts so far and nothing else.</summary>
    public EventState Replay()
    {
        var replayed = new EventState(State.EventId);
        foreach (var fact in facts)
        {
            replayed.Apply(FactCodec.Read(FactCodec.Write(fact, replayed.LastSeq + 1)));
        }

        return replayed;
    }

    private T Do<T>(Func<DateTimeOffset, T> decision, bool endDueFirst = true)
    {
        if (endDueFirst)
        {
            State.EndDue(Now);
        }

        var answer = decision(Now);
        State.ServeWaiting(Now);
        foreach (var fact in State.TakeFresh())
        {
            facts.Add(fact);
            counted.Add(fact);
        }

        Assert.Equal(counted.Stock(State.EventId), State.Stock);
        Assert.All(State.Stock, stock => Assert.True(stock is { Free: >= 0, Held: >= 0, Booked: >= 0, Sold: >= 0 }, $"{stock}"));
        return answer;
    }
}
