using System.Globalization;
using EventTicket.Events;

namespace EventTicket.Tests.Rules;

/// <summary>
/// The life of one event as chance will have it: people hold, change their minds, pay, repeat themselves and come late, its manager
/// changes it, and time passes, all through a journal. Now and then its owner is followed by one that knows the journal only.
/// </summary>
/// <param name="seed">The same seed, the same decisions.</param>
internal sealed partial class RandomHistory(int seed, IEventJournal journal)
{
    private readonly Random random = new(seed);
    private readonly List<HoldTickets> asked = [];
    private readonly Guid[] people = [.. Enumerable.Range(0, 8).Select(_ => Guid.NewGuid())];
    private readonly Caller manager = new(Guid.NewGuid(), Role.Manager);
    private readonly Caller admin = new(Guid.NewGuid(), Role.Admin);
    private readonly List<Fact> facts = [];
    private EventState state = new(Guid.CreateVersion7());
    private BatchFold fold = null!;
    private JournalBatch? underWay;
    private DateTimeOffset now = BoxOffice.Noon;
    private long epoch;
    private long written;
    private int keys;

    public Guid EventId => state.EventId;

    /// <summary>The event as it is at the end.</summary>
    public EventSheet Sheet => state.Sheet();

    /// <summary>All facts, in order.</summary>
    public IReadOnlyList<Fact> Facts => facts;

    /// <summary>The orders and places by those facts.</summary>
    public PlaceCount Counted { get; } = new();

    /// <exception cref="InvalidOperationException">Something did not hold; the message says with which seed and at which step.</exception>
    public async Task Live(int steps, int stepsPerOwner = 400)
    {
        var step = 0;
        try
        {
            fold = new BatchFold(state);
            Draft();
            for (; step < steps; step++)
            {
                if (step == steps * 9 / 10)
                {
                    state.EndDue(now);
                    state.Cancel(new CancelEvent(NewOperation(), manager), now).Granted();
                }

                Decide();
                state.ServeWaiting(now);
                await CommitSometimes();
                if ((step + 1) % stepsPerOwner == 0)
                {
                    await ChangeOwner();
                }
            }
        }
        catch (Exception failure)
        {
            throw new InvalidOperationException($"With seed {seed}, at step {step}: {failure.Message}", failure);
        }
    }

    /// <summary>What is due ends, everything is committed, and a state is made from the journal. It must be the state that lived.</summary>
    private async Task ChangeOwner()
    {
        await CommitAll();
        state.EndDue(now);
        await CommitAll();

        var claim = await journal.Claim(EventId, "the next one");
        Assert.Equal((epoch + 1, state.LastSeq), (claim!.Epoch, claim.LastSeq));
        var replayed = new EventState(EventId);
        await foreach (var row in journal.Read(EventId, 0))
        {
            replayed.Apply(FactCodec.Read(row));
        }

        replayed.EndDue(now);
        Assert.Empty(replayed.TakeFresh());
        // Who was asked for an outcome is known to the living only, and asked again by the next one.
        Assert.Equal(Portrait.Of(state, "due", "AskedForOutcome"), Portrait.Of(replayed, "due", "AskedForOutcome"));
        Assert.Equal(state.NextDue, replayed.NextDue);
        Assert.Equal(state.Stock.OrderBy(stock => stock.TicketTypeId), (await journal.ReadStock(EventId)).OrderBy(stock => stock.TicketTypeId));
        (state, fold, epoch) = (replayed, new BatchFold(replayed), claim.Epoch);
    }

    // Decisions go on while a batch is being written.
    private async Task CommitSometimes()
    {
        if (random.Next(3) == 0)
        {
            await Commit();
        }
    }

    // What is under way, then the rest: folded, and written.
    private async Task CommitAll()
    {
        await Commit();
        await Commit();
        await Commit();
    }

    private async Task Commit()
    {
        if (underWay is { } batch)
        {
            underWay = null;
            Assert.True(await journal.Commit(batch));
            epoch = Math.Max(epoch, 1);
            return;
        }

        var fresh = state.TakeFresh();
        foreach (var fact in fresh)
        {
            facts.Add(fact);
            Counted.Add(fact);
        }

        Assert.Equal(Counted.Stock(EventId), state.Stock);
        CheckUses();
        Assert.All(state.Stock, stock => Assert.True(stock is { Free: >= 0, Held: >= 0, Booked: >= 0, Sold: >= 0 }, $"{stock}"));
        if (fresh.Count > 0)
        {
            underWay = fold.Fold(fresh, epoch, written);
            written += fresh.Count;
        }
    }

    private void Draft() => state.Draft(new DraftEvent(new("insert", ""), manager.PersonId, BoxOffice.Concert with
    {
        StartsAt = BoxOffice.Noon.AddDays(400),
        EndsAt = BoxOffice.Noon.AddDays(401),
        TicketTypes = [new(Guid.Empty, "Standing", 2_500, 30), new(Guid.Empty, "Seated", 4_000, 12, MaxPerPerson: 4)],
        PreSale = new(0, 12, BoxOffice.Noon, BoxOffice.Noon.AddDays(2), 1_500, BoxOffice.Noon.AddDays(2).AddHours(6), MaxPerPerson: 5),
    }), now).Granted();

    private void Decide()
    {
        now += random.Next(300) switch
        {
            0 => TimeSpan.FromHours(25),
            < 8 => TimeSpan.FromMinutes(random.Next(1, 15)),
            _ => TimeSpan.FromMicroseconds(random.Next(20_000_000)),
        };
        state.EndDue(now);
        if (random.Next(40) == 0)
        {
            AtTheDoor();
        }

        if (state.WithdrawnAt is null && random.Next(600) == 0)
        {
            state.Withdraw(new WithdrawEvent(NewOperation(), admin, "asked"), now);
        }
        else if (state.WithdrawnAt is not null && random.Next(10) == 0)
        {
            state.Restore(new RestoreEvent(NewOperation(), admin), now);
        }

        if (random.Next(6) == 0)
        {
            UsePreSale();
            return;
        }

        if (random.Next(25) == 0)
        {
            UseWaitingList();
            return;
        }

        if (random.Next(40) == 0)
        {
            UseCodes();
            return;
        }

        switch (random.Next(100))
        {
            case < 45:
                Hold();
                break;
            case < 53:
                _ = SomeOrder() is var (order, person) ? state.Release(new ReleaseHold(order, random.Next(10) == 0 ? Guid.NewGuid() : person), now) : null;
                break;
            case < 70:
                _ = SomeOrder() is var (paying, buyer) ? state.StartPayment(new StartPayment(paying, buyer, random.Next(1, 4)), now) : null;
                break;
            case < 76:
                _ = SomePaidFor() is var (closing, _) ? state.ClosePayment(new ClosePayment(closing, state.Order(closing)?.Attempt ?? 1, ProviderAway: random.Next(4) != 0), now) : null;
                break;
            case < 82:
                GiveBack();
                break;
            case < 88:
                _ = SomeOrder() is var (deciding, _) ? state.Decide(new DecidePayment(deciding, random.Next(1, 4)), now) : null;
                break;
            case < 93:
                _ = SomeOrder() is var (settling, _) ? state.Settle(new SettlePayment(settling, random.Next(1, 4)), now) : null;
                break;
            case < 97:
                Change();
                break;
            default:
                state.Publish(new PublishEvent(NewOperation(), manager), now);
                break;
        }
    }

    // Somebody comes with a ticket they have had for a while, or their check-in is taken back; now and then with an id from before.
    private void AtTheDoor()
    {
        if (facts.OfType<Confirmed>().TakeLast(20).ToList() is not { Count: > 0 } sold)
        {
            return;
        }

        var confirmed = sold[random.Next(sold.Count)];
        var ticket = confirmed.Tickets[random.Next(confirmed.Tickets.Length)].TicketId;
        var operation = random.Next(5) == 0 ? new Operation($"scan {keys}", "asked") : new($"scan {++keys}", "asked");
        if (random.Next(3) == 0)
        {
            var given = Counted.Tickets(confirmed.OrderId).Last().TicketId;
            state.Transfer(new TransferTicket(state.HolderOf(given) ?? state.Order(confirmed.OrderId)!.PersonId, SomePerson(), confirmed.OrderId, given), now);
        }

        _ = random.Next(3) == 0
            ? state.UndoCheckIn(new UndoCheckIn(operation, manager.PersonId, confirmed.OrderId, ticket), now).Succeeded
            : state.CheckIn(new CheckInTicket(operation, manager.PersonId, confirmed.OrderId, ticket, $"Gate {random.Next(3)}"), now).Succeeded;
    }

    // In the last tenth of its life the event is cancelled, and refunds of its orders mean something.
    private void GiveBack()
    {
        if (SomeOrder() is not var (order, _))
        {
            return;
        }

        var gone = new MoneyGone(order, $"re_{random.Next(40)}", random.Next(1, 20_000));
        switch (random.Next(12))
        {
            case < 5:
                var ids = Counted.Tickets(order).Select(ticket => ticket.TicketId).Take(random.Next(3));
                state.Refund(new RefundTickets(NewOperation(), manager, order, [.. ids], Reason: "asked"), now);
                break;
            case < 6:
                state.RefundedOutside(gone, now);
                break;
            case < 8:
                _ = facts.TakeLast(60).OfType<Confirmed>().LastOrDefault() is { } paid ? state.Dispute(gone with { OrderId = paid.OrderId, ProviderId = $"dp_{++keys}" }, DisputeOutcome.Open, now) : null;
                break;
            case < 9:
                var disputed = facts.OfType<Frozen>().LastOrDefault();
                state.Dispute(disputed is null ? gone : new MoneyGone(disputed.OrderId, disputed.DisputeId, 1), DisputeOutcome.Won, now);
                break;
            case < 10:
                state.Dispute(gone, DisputeOutcome.Lost, now);
                break;
            case < 11:
                state.RefundCancelled(order, now);
                break;
            default:
                _ = facts.TakeLast(30).OfType<Confirmed>().LastOrDefault() is { } issued ? state.Revoke(new SettlePayment(issued.OrderId, issued.Attempt), now) : null;
                break;
        }
    }

    private void Hold()
    {
        var types = state.Definition!.TicketTypes;
        var request = WithCodes(new HoldTickets(NewOperation(), SomePerson(), [new(types[random.Next(types.Length)].TicketTypeId, random.Next(1, 7))]));
        if (random.Next(3) == 0 && types.FirstOrDefault(type => type.TicketTypeId != request.Items[0].TicketTypeId) is { } other)
        {
            request = request with { Items = request.Items.Add(new(other.TicketTypeId, random.Next(1, 4))) };
        }

        if (asked.Count > 0 && random.Next(4) == 0)
        {
            request = asked[^random.Next(1, Math.Min(asked.Count, 300) + 1)];
            request = random.Next(5) == 0 ? request with { Operation = request.Operation with { Fingerprint = "another" } } : request;
        }

        asked.Add(request);
        state.Hold(request, now);
    }

    private void Change()
    {
        var definition = state.Definition!;
        var types = definition.TicketTypes.Select(type => type with
        {
            Price = random.Next(10_000),
            Capacity = Math.Max(0, state.Sheet().Stock.Single(stock => stock.TicketTypeId == type.TicketTypeId) is var stock ? stock.Capacity - stock.Free + random.Next(-2, 15) : 0),
        }).ToList();
        if (types.Count < 6 && random.Next(10) == 0)
        {
            types.Add(new(Guid.Empty, $"Type {++keys}", 1_000, 5));
        }

        state.Change(new ChangeEvent(NewOperation(), manager, definition with { TicketTypes = [.. types], MaxPerPerson = random.Next(4, 20), PreSale = ChangedPreSale(definition.PreSale) },
            random.Next(3) == 0 ? random.Next(state.Version + 1) : null), now);
    }

    private Operation NewOperation() => new($"key {++keys} ☂", string.Create(CultureInfo.InvariantCulture, $"{seed:x}"));

    private Guid SomePerson()
    {
        var index = random.Next(people.Length);
        if (random.Next(40) == 0)
        {
            people[index] = Guid.NewGuid();
        }

        return people[index];
    }

    // Mostly a recent one; facts not yet folded do not show, and need not.
    private (Guid OrderId, Guid PersonId)? SomePaidFor() =>
        facts.TakeLast(60).OfType<PaymentOpened>().LastOrDefault() is { } opened && state.Order(opened.OrderId) is { } order ? (order.OrderId, order.PersonId) : null;

    private (Guid OrderId, Guid PersonId)? SomeOrder()
    {
        var recent = facts.TakeLast(60).OfType<Held>().TakeLast(12).ToList();
        return recent.Count == 0 ? null : (recent[random.Next(recent.Count)] is var held ? (held.OrderId, held.PersonId) : default);
    }
}
