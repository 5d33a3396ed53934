using EventTicket.Events;
using EventTicket.Payments;
using EventTicket.Tests.Rules;

namespace EventTicket.Tests.Simulation;

/// <summary>
/// A few buyers, their money and one event, as chance will have it: they hold, pay, turn back and pay again, the manager refunds, the provider fails, everything dies.
/// In the end nothing goes wrong any more, the watches do their work, and the ledgers must agree.
/// </summary>
internal sealed class MoneyHistory
{
    private readonly World world;
    private readonly Safeguards safe;
    private readonly VirtualHouse house;
    private readonly VirtualTables tables;
    private readonly VirtualBank bank;
    private readonly Dictionary<Guid, VirtualPayment> activations = [];
    private readonly Judge judge;
    private readonly Guid[] buyers = [.. Enumerable.Range(0, 3).Select(_ => Guid.NewGuid())];
    private bool cancelled;
    private int keys;

    /// <param name="story">Is told what happens, to find out why.</param>
    public MoneyHistory(int seed, Safeguards safeguards, List<string>? story = null)
    {
        (world, safe) = (new World(seed) { Story = story }, safeguards);
        (bank, house) = (new VirtualBank(world, safe), new VirtualHouse(world, safe));
        tables = new VirtualTables(world, house, safe);
        judge = new Judge(house, tables, bank);
        world.Meanwhile = () => Something();
    }

    /// <returns>What does not hold in the end; empty when all is well.</returns>
    public IReadOnlyList<string> Live()
    {
        for (var i = world.Random.Next(10, 35); i > 0; i--)
        {
            Something();
        }

        Heal();
        return [.. judge.Findings()];
    }

    private void Something()
    {
        world.Clock.Pass(TimeSpan.FromSeconds(world.Random.Next(world.Random.Next(8) == 0 ? 600 : 20)));
        world.Act(() =>
        {
            switch (world.Random.Next(100))
            {
                case < 20:
                    Hold();
                    break;
                case < 45:
                    Pay();
                    break;
                case < 55:
                    PressPay();
                    break;
                case < 58:
                    Release();
                    break;
                case < 66:
                    Refund();
                    break;
                case < 69:
                    GiveBackOutside();
                    break;
                case < 80:
                    Watch();
                    break;
                case < 88:
                    Webhook();
                    break;
                case < 92:
                    TheBankHears();
                    break;
                case < 93:
                    Lapse();
                    break;
                case < 94:
                    house.Decide((state, now) => state.Cancel(new CancelEvent(new($"cancel {++keys}", ""), house.Manager), now));
                    cancelled = true;
                    break;
                case < 97:
                    TryAgain();
                    break;
                default:
                    throw world.Die();
            }
        });
    }

    private void Hold() => house.Decide((state, now) => state.Hold(
        new HoldTickets(new($"hold {++keys}", ""), buyers[world.Random.Next(buyers.Length)], [new(state.Definition!.TicketTypes[world.Random.Next(2)].TicketTypeId, world.Random.Next(1, 3))]), now));

    private void Pay()
    {
        if (SomeOrder() is not { } held)
        {
            return;
        }

        // A new click, or the same once more.
        var key = world.Random.Next(4) == 0 ? $"pay {keys}" : $"pay {++keys}";
        var method = world.Random.Next(5) switch { 0 => "declined", < 3 => null, _ => "good" };
        if (Payment(held).Pay(key, method) is { } attempt)
        {
            judge.Told(attempt);
        }
    }

    // Only a page whose address reached the buyer can be paid on.
    private void PressPay()
    {
        var open = tables.Attempts.Where(attempt => attempt.PageUrl is not null).ToList();
        if (open.Count > 0)
        {
            var attempt = open[world.Random.Next(open.Count)];
            bank.PressPay(attempt.OrderId, attempt.Attempt);
        }
    }

    private void Release()
    {
        if (SomeOrder() is { } held)
        {
            house.Decide((state, now) => state.Release(new ReleaseHold(held.OrderId, held.PersonId), now));
        }
    }

    private void Refund()
    {
        if (SomeOrder() is { } held)
        {
            house.Decide((state, now) => state.Refund(new RefundTickets(new($"refund {++keys}", ""), house.Manager, held.OrderId,
                [.. state.Order(held.OrderId)?.Tickets.Take(world.Random.Next(2)).Select(ticket => ticket.TicketId) ?? []]), now));
        }
    }

    // Nobody gives back by hand in the dashboard what stands on the list as owed without taking it off the list.
    private void GiveBackOutside()
    {
        if (SomeOrder() is { } held && !house.Refunds.Exists(refund => refund.OrderId == held.OrderId && refund.State == RefundState.Failed))
        {
            bank.GiveBackOutside(held.OrderId);
        }
    }

    private void TheBankHears()
    {
        foreach (var back in bank.Payments.SelectMany(payment => payment.Refunds).Where(back => back.Progress == RefundProgress.Pending))
        {
            back.Progress = world.Random.Next(4) == 0 ? RefundProgress.Failed : RefundProgress.Succeeded;
        }
    }

    private void Lapse()
    {
        foreach (var payment in bank.Payments.Where(payment => payment.Status == VirtualBank.Status.Authorised))
        {
            (payment.Status, payment.HasLapsed) = (VirtualBank.Status.Cancelled, true);
        }
    }

    private void TryAgain()
    {
        foreach (var failed in house.Refunds.Where(refund => refund.State == RefundState.Failed).ToList())
        {
            tables.Save(failed with { State = RefundState.Due, Round = failed.Round + 1, ProviderId = null, NextAt = world.Clock.GetUtcNow(), Tries = 0 }, failed, world.Clock.GetUtcNow())
                .GetAwaiter().GetResult();
        }
    }

    private void Webhook()
    {
        if (SomeOrder() is { } held)
        {
            Payment(held).Reconcile();
            Payment(held).Recount();
        }
    }

    /// <summary>What the silos' watches do: due events, overdue payments and refunds, cancelled events.</summary>
    private void Watch()
    {
        world.Act(house.WakeUp);
        foreach (var orderId in house.Asked.ToList())
        {
            world.Act(() => Payment(Order(orderId)).HoldEnded());
            house.Asked.Remove(orderId);
        }

        var now = world.Clock.GetUtcNow();
        var overdue = tables.Attempts.Where(attempt => attempt.NextAt <= now).Select(attempt => attempt.OrderId)
            .Concat(house.Refunds.Where(refund => refund.NextAt <= now).Select(refund => refund.OrderId)).Distinct().ToList();
        foreach (var orderId in overdue)
        {
            world.Act(() => Payment(Order(orderId)).Reconcile());
        }

        if (cancelled)
        {
            foreach (var held in house.Holds.ToList())
            {
                world.Act(() => house.Decide((state, at) => state.RefundCancelled(held.OrderId, at)));
            }
        }
    }

    private void Heal()
    {
        world.IsHealed = true;
        for (var round = 0; round < 30; round++)
        {
            world.Clock.Pass(TimeSpan.FromSeconds(65));
            world.Act(TheBankHears);
            world.Act(Watch);
            if (round is 10 or 25)
            {
                foreach (var held in house.Holds.ToList())
                {
                    world.Act(() => Payment(held).Recount());
                }
            }
        }

        foreach (var attempt in tables.Attempts)
        {
            judge.Told(attempt);
        }
    }

    // Mostly the activation there is; now and then another one, as when two silos both believe they have it.
    private VirtualPayment Payment(Held held)
    {
        if (activations.TryGetValue(held.OrderId, out var known) && !known.IsGone && (world.IsHealed || world.Random.Next(world.IsCrowded ? 2 : 5) > 0) && !known.IsBusy)
        {
            return known;
        }

        return activations[held.OrderId] = new VirtualPayment(world, safe, house, tables, bank, held);
    }

    private Held Order(Guid orderId) => house.Holds.First(held => held.OrderId == orderId);

    private Held? SomeOrder() => house.Holds.ToList() is { Count: > 0 } all ? all[world.IsCrowded ? ^1 : world.Random.Next(all.Count)] : null;
}
