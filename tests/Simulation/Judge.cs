using EventTicket.Payments;
using EventTicket.Purchases;

namespace EventTicket.Tests.Simulation;

/// <summary>Holds the bank's money against the house's tickets and against what buyers were told, when a history is over.</summary>
internal sealed class Judge(VirtualHouse house, VirtualTables tables, VirtualBank bank)
{
    private readonly List<(Guid OrderId, int Attempt, bool Paid, bool IsFinal)> told = [];

    /// <summary>A buyer was told how their attempt stands.</summary>
    public void Told(PaymentAttempt attempt)
    {
        if (attempt.State is PaymentState.Issued or PaymentState.Captured)
        {
            told.Add((attempt.OrderId, attempt.Attempt, true, true));
        }
        else if (attempt.State is PaymentState.Declined or PaymentState.Closed or PaymentState.TurnedAway or PaymentState.Cancelled)
        {
            // Refused without effect: the same request is decided anew.
            told.Add((attempt.OrderId, attempt.Attempt, false, !attempt.WasRefusedWithoutEffect));
        }
    }

    /// <returns>What does not hold; empty when all is well.</returns>
    public IEnumerable<string> Findings()
    {
        var state = house.Durable();
        foreach (var held in house.Holds)
        {
            var order = state.Order(held.OrderId);
            var payments = bank.Payments.Where(payment => payment.Of.OrderId == held.OrderId).ToList();
            var tickets = order?.Tickets.Where(ticket => !ticket.HasEnded).Sum(ticket => order.PriceOf(ticket.TypeId)) ?? 0;
            var owed = house.Refunds.Where(refund => refund.OrderId == held.OrderId && refund.State == RefundState.Failed).Sum(refund => refund.Amount.Amount);
            var kept = payments.Sum(payment => payment.Left);
            if (kept != tickets + owed)
            {
                yield return $"captured less given back is {kept}, tickets are worth {tickets} and {owed} is owed";
            }

            if (payments.Count(payment => payment.Taken > 0) > 1)
            {
                yield return "taken twice";
            }

            if (payments.Exists(payment => payment.Status == VirtualBank.Status.Authorised))
            {
                yield return "money is set aside for ever";
            }

            if (order?.Status is OrderStatus.Held or OrderStatus.Paying or OrderStatus.Issued)
            {
                yield return $"the order is stuck at {order.Status}";
            }

            foreach (var finding in Contradictions(held.OrderId, payments))
            {
                yield return finding;
            }
        }

        foreach (var stuck in tables.Attempts.Where(attempt => attempt.IsOpen || attempt.State is PaymentState.Issued or PaymentState.TurnedAway))
        {
            yield return $"an attempt is stuck at {stuck.State}";
        }

        foreach (var stuck in house.Refunds.Where(refund => refund.IsUnderWay))
        {
            yield return $"a refund is stuck at {stuck.State}";
        }
    }

    private IEnumerable<string> Contradictions(Guid orderId, List<VirtualBank.Payment> payments)
    {
        foreach (var attempt in told.Where(one => one.OrderId == orderId).GroupBy(one => one.Attempt))
        {
            var lapsed = payments.Exists(payment => payment.HasLapsed);
            if (attempt.Where(one => one.IsFinal).Select(one => one.Paid).Distinct().Count() > 1 && !lapsed)
            {
                yield return "told two different things";
            }

            var taken = payments.Where(payment => payment.Of.Attempt == attempt.Key).Sum(payment => payment.Taken);
            if (attempt.Last().Paid != taken > 0 && !lapsed)
            {
                yield return $"told {(attempt.Last().Paid ? "paid" : "nothing was charged")}, and {taken} was taken";
            }
        }
    }
}
