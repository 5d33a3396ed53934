using EventTicket.Events;
using EventTicket.Payments;

namespace EventTicket.Tests.Simulation;

/// <summary>One activation of an order's payment: it knows what it has read, drives with the real steps, and dies with its process.</summary>
internal sealed class VirtualPayment
{
    private readonly World world;
    private readonly Safeguards safe;
    private readonly VirtualHouse house;
    private readonly VirtualTables tables;
    private readonly VirtualBank bank;
    private readonly Held held;
    private readonly int life;
    private readonly RefundSteps refunds;
    private readonly List<PaymentAttempt> attempts;
    private readonly PaymentDrive drive;
    private bool broken;

    public VirtualPayment(World world, Safeguards safe, VirtualHouse house, VirtualTables tables, VirtualBank bank, Held held)
    {
        (this.world, this.safe, this.house, this.tables, this.bank, this.held) = (world, safe, house, tables, bank, held);
        life = world.Life;
        attempts = tables.Of(held.OrderId);
        refunds = new RefundSteps(bank, tables, world.Clock);
        var order = new OrderToPay(held.OrderId, Guid.NewGuid(), held.PersonId, Total, held.ExpiresAt);
        drive = new PaymentDrive(order, attempts, new PaymentSteps(held.OrderId, house.Grains, bank, world.Clock), refunds, tables, world.Clock, _ => broken = true);
    }

    /// <summary>It is in the middle of something; here nobody waits, so whoever comes meanwhile goes to another activation.</summary>
    public bool IsBusy { get; private set; }

    public bool IsGone => broken || life != world.Life;

    private Money Total => new(held.Items.Sum(item => item.Price.Amount * item.Quantity), "GBP");

    private PaymentAttempt? Current => attempts.LastOrDefault();

    /// <returns>The attempt that answers, as it stands; null when it was refused without one.</returns>
    public PaymentAttempt? Pay(string key, string? method)
    {
        if (attempts.Find(attempt => attempt.Operation.Key == key) is { } same)
        {
            Go(close: false);
            return attempts[same.Attempt - 1];
        }

        if (Current is not { State: PaymentState.Waiting, PaymentMethod: null } || method is not null)
        {
            if (!OpenAnother(key, method))
            {
                return null;
            }
        }

        var number = Current!.Attempt;
        Go(close: false);
        return attempts[number - 1];
    }

    /// <summary>Asks what is true, and takes every step that can be taken.</summary>
    public void Go(bool close)
    {
        IsBusy = true;
        try
        {
            drive.Go(close).GetAwaiter().GetResult();
        }
        finally
        {
            IsBusy = false;
        }
    }

    /// <summary>The same for whoever was told that something is to be done: another activation may have been at work.</summary>
    public void Reconcile()
    {
        drive.Refresh(() => Task.FromResult(tables.Of(held.OrderId))).GetAwaiter().GetResult();
        Go(close: false);
    }

    /// <summary>The webhook of money that left without us.</summary>
    public void Recount()
    {
        if (tables.Of(held.OrderId).Find(attempt => attempt.State == PaymentState.Captured) is { } paid)
        {
            new MoneyOutside(bank, tables, refunds, tables, world.Clock).Account(house.Grain, paid).GetAwaiter().GetResult();
        }
    }

    /// <summary>The hold's time is over.</summary>
    public void HoldEnded()
    {
        if (Current is not { IsOpen: true } open)
        {
            return;
        }

        if (safe.AskBeforeRelease)
        {
            Go(close: true);
        }
        else
        {
            house.Decide((state, now) => state.ClosePayment(new ClosePayment(held.OrderId, open.Attempt), now));
            tables.Save(PaymentTransitions.Closed(open, RefusalCode.HoldEnded), open.State, world.Clock.GetUtcNow()).GetAwaiter().GetResult();
            broken = true;
        }
    }

    private bool OpenAnother(string key, string? method)
    {
        if (Current is { IsOpen: true })
        {
            Go(close: true);
        }

        if (Current is { IsOpen: true } or { HasTickets: true })
        {
            return false;
        }

        var attempt = new PaymentAttempt(held.OrderId, (Current?.Attempt ?? 0) + 1, Guid.NewGuid(), held.PersonId, PaymentState.Started, Total, method,
            new(key, "asked"), "", "", world.Clock.GetUtcNow()) { NextAt = world.Clock.GetUtcNow().AddSeconds(5) };
        if (!safe.RecordBeforeCall && house.Decide((state, now) => state.StartPayment(new StartPayment(held.OrderId, held.PersonId, attempt.Attempt), now)) is { Succeeded: true } terms)
        {
            bank.Open(attempt, terms.Value, null).GetAwaiter().GetResult();
        }

        // Until the table has said yes, it may say something that memory does not know.
        broken = true;
        if (!tables.Add(attempt))
        {
            throw new OutcomeUnknownException("Another activation opened an attempt for this order.");
        }

        broken = false;
        attempts.Add(attempt);
        return true;
    }
}
