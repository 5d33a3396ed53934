using System.Globalization;
using EventTicket.Events;

namespace EventTicket.Tests.Rules;

/// <summary>What people, the manager and the door ask of it.</summary>
internal sealed partial class RandomHistory
{
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
