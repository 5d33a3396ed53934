using EventTicket.Admins;
using EventTicket.Campaigns;
using EventTicket.Purchases;

namespace EventTicket.Events;

/// <summary>
/// Turns decided facts into the batch that is written. The state stands exactly behind the last of these facts, so what
/// follows from them is read off it; one statement cannot write a row twice, and here no row comes twice.
/// </summary>
internal sealed class BatchFold(EventState state)
{
    private Dictionary<Guid, TypeStock> written = state.Stock.ToDictionary(stock => stock.TicketTypeId);

    public JournalBatch Fold(IReadOnlyList<Fact> facts, long epoch, long afterSeq)
    {
        var rows = new List<JournalRow>(facts.Count);
        Dictionary<Guid, OrderRow> orders = [];
        Dictionary<Guid, TicketRow> tickets = [];
        List<RefundRow> refunds = [];
        BookingRows? bookings = null;
        WaitingRows? waiting = null;
        HashSet<OrderState> turned = [];
        HashSet<(Guid OrderId, Guid TicketId)> entered = [];
        DateTimeOffset? cancelledAt = null;
        var defines = false;
        foreach (var fact in facts)
        {
            rows.Add(FactCodec.Write(fact, afterSeq + rows.Count + 1));
            if (fact is DoorFact door)
            {
                entered.Add((door.OrderId, door.TicketId));
            }
            else if (fact is OrderFact about)
            {
                var order = state.Order(about.OrderId)!;
                orders[about.OrderId] = new OrderRow(order, order.Status, order.TurnedAway.Length > 0, fact.At,
                    fact is Held || (orders.TryGetValue(about.OrderId, out var earlier) && earlier.IsNew));
                if (order.BookingId is { } booking)
                {
                    (bookings ??= new(state)).Add(booking, fact);
                }

                if (order.WaitingId is { } place)
                {
                    (waiting ??= new(state)).Add(place, fact);
                }

                switch (fact)
                {
                    case Confirmed confirmed:
                        foreach (var ticket in confirmed.Tickets)
                        {
                            tickets.Add(ticket.TicketId, new TicketRow(order, ticket, TicketStatus.Valid, fact.At));
                        }

                        break;
                    case Transferred given:
                        entered.Add((given.OrderId, given.TicketId));
                        tickets.Add(given.Successor.TicketId, new TicketRow(order, given.Successor, TicketStatus.Valid, fact.At, given.To));
                        break;
                    case Refunded refunded:
                        turned.Add(order);
                        if (refunded.Amount > 0)
                        {
                            refunds.Add(new RefundRow(order, refunded));
                        }

                        break;
                    case Revoked or Frozen or Thawed:
                        turned.Add(order);
                        break;
                }
            }
            else if (fact is BookingFact ofBooking)
            {
                (bookings ??= new(state)).Add(ofBooking.BookingId, fact);
            }
            else if (fact is WaitingFact ofWaiting)
            {
                (waiting ??= new(state)).Add(ofWaiting.WaitingId, fact);
            }
            else if (fact is not (HandedOver or CodeFact))
            {
                defines = true;
                cancelledAt = fact is Cancelled ? fact.At : cancelledAt;
            }
        }

        var changed = Turn(turned.SelectMany(order => order.Tickets).Concat(entered.Select(Entered)).DistinctBy(ticket => ticket.TicketId), tickets);

        var (stock, gone) = TakeStock();
        var definition = defines
            ? new DefinitionRow(state.Definition!, state.ManagerId, state.Status, state.Version, state.CreatedAt, state.PublishedAt, gone)
            {
                WithdrawnAt = state.WithdrawnAt,
                WithdrawnReason = facts.OfType<Withdrawn>().LastOrDefault()?.Reason,
            }
            : null;
        return new JournalBatch(state.EventId, epoch, afterSeq, rows, state.NextDue, stock, [.. orders.Values], [.. tickets.Values], definition)
        {
            ChangedTickets = changed,
            Refunds = refunds,
            Bookings = bookings?.All ?? [],
            Waiting = waiting?.All ?? [],
            // One that is kept and removed in one batch was never there.
            KeptCodes = [.. facts.OfType<CodeKept>().Where(kept => !facts.OfType<CodeRemoved>().Any(gone => gone.CodeId == kept.CodeId)).Select(kept => kept.Code)],
            GoneCodes = [.. facts.OfType<CodeRemoved>().Select(gone => gone.CodeId)],
            CancelledAt = cancelledAt,
            Sales = HourOfSales.Of(tickets.Values),
            // Only facts about the event itself are told to many: a batch of holds is not even looked at.
            Campaigns = defines ? EventCampaigns.Of(facts, state) : [],
            AdminActions = EventActions.Of(facts, state),
            Mails = BuyersMail.Of(facts, state),
        };
    }

    /// <summary>Tickets are written as they stand behind the batch: those it issues in their own rows, the others as changes.</summary>
    private List<ChangedTicket> Turn(IEnumerable<TicketState> turned, Dictionary<Guid, TicketRow> issued)
    {
        List<ChangedTicket> changed = [];
        foreach (var ticket in turned)
        {
            if (issued.TryGetValue(ticket.TicketId, out var row))
            {
                issued[ticket.TicketId] = row with { Status = ticket.Status };
            }
            else
            {
                changed.Add(new(ticket.TicketId, ticket.Status, state.UseOf(ticket.TicketId)));
            }
        }

        return changed;
    }

    private TicketState Entered((Guid OrderId, Guid TicketId) by) => state.Order(by.OrderId)!.Tickets.First(ticket => ticket.TicketId == by.TicketId);

    private (List<StockChange> Changes, List<Guid> Gone) TakeStock()
    {
        List<StockChange> changes = [];
        var current = state.Stock.ToDictionary(stock => stock.TicketTypeId);
        foreach (var now in current.Values)
        {
            if (!written.TryGetValue(now.TicketTypeId, out var before))
            {
                changes.Add(new StockChange(now.TicketTypeId, now.Held, now.Booked, now.Sold, now.Capacity, IsNew: true));
            }
            else if (before != now)
            {
                changes.Add(new StockChange(now.TicketTypeId, now.Held - before.Held, now.Booked - before.Booked, now.Sold - before.Sold,
                    now.Capacity == before.Capacity ? null : now.Capacity, IsNew: false));
            }
        }

        List<Guid> gone = [.. written.Keys.Where(id => !current.ContainsKey(id))];
        written = current;
        return (changes, gone);
    }
}
