using EventTicket.Mail;
using EventTicket.Purchases;

namespace EventTicket.Events;

/// <summary>
/// What buyers, and now and then the manager, are told by mail of the facts of one batch. Read off the facts and the state behind them when the batch is folded, so it is
/// written with them or not at all, and a replay tells nobody anything.
/// </summary>
internal static class BuyersMail
{
    public static List<MailRow> Of(IReadOnlyList<Fact> facts, EventState state)
    {
        List<MailRow> mails = [];
        for (var i = 0; i < facts.Count; i++)
        {
            switch (facts[i])
            {
                case Confirmed f:
                    Tell(f.OrderId, $"receipt {f.OrderId:N}", new Receipt(f.OrderId), f.At);
                    break;
                case Held { WaitingId: not null } f:
                    Tell(f.OrderId, $"offer {f.OrderId:N}", new PlacesOffered(f.OrderId), f.At);
                    break;
                // A free booking is told with its tickets, by their receipt.
                case Booked { Price: > 0 } f:
                    TellPerson(f.PersonId, $"booking {f.BookingId:N}", new PreSaleBooked(f.BookingId), f.At);
                    break;
                case BookingCancelled { WithEvent: true } f:
                    TellPerson(state.Booking(f.BookingId)!.PersonId, $"booking-cancelled {f.BookingId:N}", new BookingOff(f.BookingId), f.At);
                    break;
                case TurnedAway f:
                    Tell(f.OrderId, $"turned-away {f.OrderId:N} {f.Attempt}", new PaymentTurnedAway(f.OrderId), f.At);
                    break;
                case Revoked f:
                    Tell(f.OrderId, $"revoked {f.OrderId:N}", new TicketsRevoked(f.OrderId), f.At);
                    break;
                case Refunded { Cause: RefundCause.EventCancelled } f when !HasHeard(f.OrderId, i):
                    TellOfCancellation(f.OrderId, f.Amount, f.At);
                    break;
                case Refunded f:
                    Tell(f.OrderId, $"refund {f.RefundId:N}", new MoneyBack(f.OrderId, f.Tickets, f.Amount, f.Cause), f.At);
                    break;
                case Cancelled f:
                    // The others are told with their refund. A disputed order is left to the dispute, which may take months.
                    foreach (var order in state.Frozen)
                    {
                        TellOfCancellation(order.OrderId, null, f.At);
                    }

                    break;
                case LeftList { Passed: true } f when state.Status == EventStatus.Cancelled && state.Waiting(f.WaitingId) is { } place:
                    TellWhoWaited(place.PersonId, f.At);
                    break;
                case Released f when state.Status == EventStatus.Cancelled && state.Order(f.OrderId) is { WaitingId: not null } offer:
                    TellWhoWaited(offer.PersonId, f.At);
                    break;
                case Withdrawn { Reason: { } reason } f:
                    TellManager($"withdrawn {state.EventId:N} {f.At.UtcTicks}", new EventWithdrawn(state.EventId, reason), f.At);
                    break;
                case Restored f:
                    TellManager($"restored {state.EventId:N} {f.At.UtcTicks}", new EventRestored(state.EventId), f.At);
                    break;
                case Frozen f when state.Status == EventStatus.Cancelled && state.Order(f.OrderId)!.HasFrozenTickets:
                    TellOfCancellation(f.OrderId, null, f.At);
                    break;
            }
        }

        TellHolders();
        return mails;

        // Who was given a ticket has no part in its order, and hears of the ticket alone.
        void TellHolders()
        {
            foreach (var fact in facts)
            {
                if (fact is Transferred f)
                {
                    TellPerson(f.From, $"given {f.TicketId:N}", new TicketGiven(f.TicketId), f.At);
                    TellPerson(f.To, $"received {f.Successor.TicketId:N}", new TicketReceived(f.Successor.TicketId), f.At);
                }

                Guid[] ended = fact switch
                {
                    Refunded refunded => [.. refunded.Tickets],
                    Revoked revoked => [.. state.Order(revoked.OrderId)!.Tickets.Where(ticket => ticket.Status == TicketStatus.Revoked).Select(ticket => ticket.TicketId)],
                    _ => [],
                };
                foreach (var ticket in ended)
                {
                    if (state.HolderOf(ticket) is { } holder)
                    {
                        TellPerson(holder, $"ended {ticket:N}", new ReceivedTicketEnded(ticket), fact.At);
                    }
                }
            }
        }

        // Whose payment is disputed, or was so until now, has heard of the cancellation already, without an amount.
        bool HasHeard(Guid orderId, int at) => state.Order(orderId)!.HasFrozenTickets || (at > 0 && facts[at - 1] is Thawed thawed && thawed.OrderId == orderId);

        void TellOfCancellation(Guid orderId, long? amount, DateTimeOffset at) =>
            Tell(orderId, $"cancelled {state.EventId:N} {orderId:N}", new EventCancelled(orderId, amount), at);

        void TellPerson(Guid personId, string thing, MailContent content, DateTimeOffset at) =>
            mails.Add(new(new(Guid.CreateVersion7(at), thing, personId, null, content), at));

        void TellWhoWaited(Guid personId, DateTimeOffset at) => TellPerson(personId, $"waited-in-vain {state.EventId:N}", new WaitedInVain(state.EventId), at);

        void TellManager(string thing, MailContent content, DateTimeOffset at) =>
            mails.Add(new(new(Guid.CreateVersion7(at), thing, state.ManagerId, null, content), at));

        void Tell(Guid orderId, string thing, MailContent content, DateTimeOffset at) =>
            mails.Add(new(new(Guid.CreateVersion7(at), thing, state.Order(orderId)!.PersonId, null, content), at));
    }
}
