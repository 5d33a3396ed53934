using System.Collections.Immutable;
using Orleans.Concurrency;

namespace EventTicket.Events;

/// <summary>
/// Owns one event: its definition, its stock, its holds. Every answer is given only once the facts it rests on are committed.
/// A call that fails with an exception has an unknown outcome: repeat it with the same <see cref="Operation"/>.
/// </summary>
[Alias("IEventGrain")]
public interface IEventGrain : IGrainWithGuidKey
{
    /// <summary>Inserts the event as a draft, or publishes it at once. Refused: invalid, idempotency-key-reused.</summary>
    [Alias("Draft")]
    Task<Result<EventSheet>> Draft(DraftEvent request);

    /// <summary>Replaces the definition. Refused: invalid (capacity below what is taken, another currency once published), not-found, precondition-failed, idempotency-key-reused.</summary>
    [Alias("Change")]
    Task<Result<EventSheet>> Change(ChangeEvent request);

    /// <summary>Opens the event to the public; again when already published is a success. Refused: not-found, invalid, idempotency-key-reused.</summary>
    [Alias("Publish")]
    Task<Result<EventSheet>> Publish(PublishEvent request);

    /// <summary>The event as its manager or an admin sees it; anyone else is told not-found.</summary>
    [Alias("Read"), ReadOnly]
    Task<Result<EventSheet>> Read(Caller caller);

    /// <summary>
    /// Takes places out of stock for one person. An open hold of theirs is replaced in the same decision and keeps its expiry.
    /// Refused: invalid, not-found, not-on-sale, limit-reached, sold-out, payment-pending, event-cancelled, idempotency-key-reused, busy,
    /// code-unknown, code-not-yet, code-expired, code-used-up, code-not-for-these.
    /// </summary>
    [Alias("Hold")]
    Task<Result<TicketHold>> Hold(HoldTickets request);

    /// <summary>
    /// Takes places for many people, each as by <see cref="Hold"/> and in this order: what they have in common is the way here and the commit. The answers stand in the same order.
    /// </summary>
    [Alias("HoldAll")]
    Task<ImmutableArray<Result<TicketHold>>> HoldAll(ImmutableArray<HoldTickets> requests);

    /// <summary>Gives a hold's places back; already ended is a success. Refused: not-found, payment-pending, already-paid.</summary>
    [Alias("Release")]
    Task<Result<Done>> Release(ReleaseHold request);

    /// <summary>
    /// Books places of the pre-sale. Refused: not-found, invalid (quantity), not-on-sale (no pre-sale, or not its time), limit-reached, sold-out,
    /// event-cancelled, idempotency-key-reused, busy.
    /// </summary>
    [Alias("Book")]
    Task<Result<BookedPlaces>> Book(BookPreSale request);

    /// <summary>
    /// Holds a booking's places while they are paid; an open hold of the person is replaced as by <see cref="Hold"/>. When the hold ends unpaid, the places are booked as before.
    /// Refused: not-found, hold-ended (lapsed or cancelled), already-paid, payment-pending, not-on-sale, event-cancelled, idempotency-key-reused.
    /// </summary>
    [Alias("HoldBooking")]
    Task<Result<TicketHold>> HoldBooking(HoldBooking request);

    /// <summary>
    /// Gives a booking up; what was paid goes back. One that has ended already is a success.
    /// Refused: not-found, payment-pending, cannot-cancel (a ticket was used, passed on or is disputed, or the event has begun), busy.
    /// </summary>
    [Alias("CancelBooking")]
    Task<Result<Done>> CancelBooking(CancelBooking request);

    /// <summary>Opens a payment attempt: the hold then waits for its outcome. Refused: not-found, hold-ended, already-paid, payment-pending (another attempt is open), event-cancelled.</summary>
    [Alias("StartPayment")]
    Task<Result<PaymentTerms>> StartPayment(StartPayment request);

    /// <summary>The attempt ended without an authorisation: the hold is as it was before. Closing a closed attempt is a success.</summary>
    [Alias("ClosePayment")]
    Task<Result<Done>> ClosePayment(ClosePayment request);

    /// <summary>
    /// Decides, once and for ever, whether an authorised attempt gets its tickets or is turned away.
    /// Asking again repeats the decision with the same tickets. A hold that has ended gets its places back if they are still free.
    /// </summary>
    [Alias("Decide")]
    Task<Result<PaymentDecision>> Decide(DecidePayment request);

    /// <summary>The money of the attempt that got its tickets has been captured: the order is paid. Again is a success. Refused: not-found.</summary>
    [Alias("Settle")]
    Task<Result<Done>> Settle(SettlePayment request);

    /// <summary>The money of the attempt that got its tickets can never be taken: the tickets end and their places are free. Again is a success. Refused: not-found, busy.</summary>
    [Alias("Revoke")]
    Task<Result<Done>> Revoke(SettlePayment request);

    /// <summary>
    /// Cancels the event: nothing more is sold, open holds end, and every order is refunded by and by. Again is a success.
    /// Refused: not-found (not its manager, not an admin), invalid (a draft), idempotency-key-reused.
    /// </summary>
    [Alias("Cancel")]
    Task<Result<EventSheet>> Cancel(CancelEvent request);

    /// <summary>
    /// Takes a published event off sale, without refunds: open holds end, no new ones are given, payments under way come to their end. Again is a success.
    /// Refused: not-found (not an admin), invalid (a draft), event-cancelled, idempotency-key-reused.
    /// </summary>
    [Alias("Withdraw")]
    Task<Result<EventSheet>> Withdraw(WithdrawEvent request);

    /// <summary>Puts a withdrawn event back on sale. Again is a success. Refused: not-found (not an admin), event-cancelled, idempotency-key-reused.</summary>
    [Alias("Restore")]
    Task<Result<EventSheet>> Restore(RestoreEvent request);

    /// <summary>
    /// Ends tickets of an order and gives their price back; the money follows by itself. Refused: not-found (not the event's manager, not an admin, no such order),
    /// invalid (ticketIds: unknown, refunded before, disputed, or used without includeUsed), idempotency-key-reused.
    /// </summary>
    [Alias("Refund")]
    Task<Result<RefundDecision>> Refund(RefundTickets request);

    /// <summary>Refunds what is left of an order of a cancelled event. Nothing left is a success. Sent by the silos. Refused: not-found (or the event is not cancelled), busy.</summary>
    [Alias("RefundCancelled")]
    Task<Result<Done>> RefundCancelled(Guid orderId);

    /// <summary>Money was given back in the provider's dashboard; all of it ends the unused tickets. Known already is a success. Sent by the order's payment. Refused: not-found, busy.</summary>
    [Alias("RefundedOutside")]
    Task<Result<Done>> RefundedOutside(MoneyGone gone);

    /// <summary>The buyer's bank disputes the payment or has decided: open freezes the unused tickets, won thaws them, lost ends them. Sent by the order's payment. Refused: not-found, busy.</summary>
    [Alias("Dispute")]
    Task<Result<Done>> Dispute(MoneyGone disputed, DisputeOutcome outcome);

    /// <summary>
    /// Lets somebody in with a ticket, once; whoever comes later with it is told when and where it was used. A repeated request answers the same.
    /// Sent by the door. Refused: not-found, idempotency-key-reused, busy.
    /// </summary>
    [Alias("CheckIn")]
    Task<Result<Admission>> CheckIn(CheckInTicket request);

    /// <summary>Takes a check-in back; one that is not there is a success. Sent by the door. Refused: not-found, idempotency-key-reused, busy.</summary>
    [Alias("UndoCheckIn")]
    Task<Result<Done>> UndoCheckIn(UndoCheckIn request);

    /// <summary>Keeps one more code. Refused: not-found (not the event's manager, not an admin), invalid, idempotency-key-reused.</summary>
    [Alias("KeepCode")]
    Task<Result<CodeSheet>> KeepCode(KeepCode request);

    /// <summary>Takes a code away; orders that used it keep what it gave them. Again is a success. Refused: not-found.</summary>
    [Alias("RemoveCode")]
    Task<Result<Done>> RemoveCode(RemoveCode request);

    /// <summary>The event's codes with their uses, for its manager or an admin; anyone else is told not-found.</summary>
    [Alias("Codes"), ReadOnly]
    Task<Result<ImmutableArray<CodeSheet>>> Codes(Caller caller);

    /// <summary>
    /// Gives a ticket to somebody else: its code dies at once and a new ticket with a new one begins, which counts against the receiver's limits. Again is a
    /// success. Sent by the transfers. Refused: not-found, invalid (ticketId: not valid, or the event is over), limit-reached, event-cancelled, busy.
    /// </summary>
    [Alias("Transfer")]
    Task<Result<TransferredTicket>> Transfer(TransferTicket request);

    /// <summary>
    /// Joins the waiting list of a sold-out ticket type: places that come free are offered in order, each offer being a hold with a time of its own.
    /// Refused: not-found, invalid (ticketTypeId, quantity), places-left, waiting-already, not-on-sale, limit-reached, event-cancelled, idempotency-key-reused.
    /// </summary>
    [Alias("Join")]
    Task<Result<WaitingPlace>> Join(JoinWaitingList request);

    /// <summary>Leaves the waiting list, and gives the offer back if there is one. Ended already is a success. Refused: not-found, payment-pending.</summary>
    [Alias("Leave")]
    Task<Result<Done>> Leave(LeaveWaitingList request);

    /// <summary>Something is due by the clock: ends what has ended. Sent by the silos' watch over due events.</summary>
    [Alias("WakeUp")]
    Task WakeUp();
}
