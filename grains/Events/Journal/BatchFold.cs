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
        List<TicketRow> tickets = [];
        var defines = false;
        foreach (var fact in facts)
        {
            rows.Add(FactCodec.Write(fact, afterSeq + rows.Count + 1));
            if (fact is OrderFact about)
            {
                var order = state.Order(about.OrderId)!;
                orders[about.OrderId] = new OrderRow(order, order.Status, order.TurnedAway.Length > 0, fact.At,
                    fact is Held || (orders.TryGetValue(about.OrderId, out var earlier) && earlier.IsNew));
                if (fact is Confirmed confirmed)
                {
                    tickets.AddRange(confirmed.Tickets.Select(ticket => new TicketRow(order, ticket, fact.At)));
                }
            }
            else
            {
                defines = true;
            }
        }

        var (stock, gone) = TakeStock();
        var definition = defines
            ? new DefinitionRow(state.Definition!, state.ManagerId, state.Status, state.Version, state.CreatedAt, state.PublishedAt, gone)
            : null;
        return new JournalBatch(state.EventId, epoch, afterSeq, rows, state.NextDue, stock, [.. orders.Values], tickets, definition);
    }

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
