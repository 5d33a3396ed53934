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
        var operation = new Operation(key, method ?? "");
        var opening = PaymentOpening.Next(attempts, operation, method, closed: false);
        if (opening.Step == OpeningStep.Close)
        {
            Go(close: true);
            opening = PaymentOpening.Next(attempts, operation, method, closed: true);
        }

        if (opening.Step == OpeningStep.Refuse)
        {
            return null;
        }

        var answering = opening.Attempt ?? Add(operation, method);
        if (opening.Step == OpeningStep.Reopen)
        {
            Reopen(answering);
        }

        Go(close: false);
        return attempts[answering.Attempt - 1];
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

    private PaymentAttempt Add(Operation operation, string? method)
    {
        var now = world.Clock.GetUtcNow();
        var attempt = new PaymentAttempt(held.OrderId, (Current?.Attempt ?? 0) + 1, Guid.NewGuid(), held.PersonId, PaymentState.Started, Total, method,
            operation, "", "", now) { NextAt = now.AddSeconds(5) };
        if (!safe.RecordBeforeCall && house.Decide((state, at) => state.StartPayment(new StartPayment(held.OrderId, held.PersonId, attempt.Attempt), at)) is { Succeeded: true } terms)
        {
            bank.Open(attempt, terms.Value, null).GetAwaiter().GetResult();
        }

        Recorded(() => tables.Add(attempt));
        attempts.Add(attempt);
        return attempt;
    }

    private void Reopen(PaymentAttempt refused)
    {
        var now = world.Clock.GetUtcNow();
        var attempt = refused.To(PaymentState.Started, now.AddSeconds(5)) with { Declined = null };
        Recorded(() => tables.Save(attempt, refused.State, now).GetAwaiter().GetResult());
        attempts[^1] = attempt;
    }

    // Until the table has said yes, it may say something that memory does not know.
    private void Recorded(Func<bool> write)
    {
        broken = true;
        if (!write())
        {
            throw new OutcomeUnknownException("Another activation drives this payment.");
        }

        broken = false;
    }
}
