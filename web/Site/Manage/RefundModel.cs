using EventTicket.Events;
using EventTicket.Purchases;

namespace EventTicket.Web.Site;

/// <param name="Typed">What stands in the field of the number.</param>
public sealed record FindOrderModel(EventSheet Sheet, string Typed);

/// <summary>One order of an event, and what of it is to be refunded.</summary>
/// <param name="Happened">What has just been refunded, in words.</param>
public sealed record RefundModel(EventSheet Sheet, Order Order, RefundForm Form, string? Happened)
{
    public string Link => $"/manage/events/{Sheet.EventId}/refund";

    /// <summary>Whether anything of the order can still be refunded.</summary>
    public bool HasLeft => Order.Tickets.Any(MayGo);

    public bool HasUsed => Order.Tickets.Any(ticket => ticket.Status == TicketStatus.Used);

    public IReadOnlyList<Ticket> Chosen => [.. Order.Tickets.Where(ticket => MayGo(ticket) && Form.Tickets.Contains(ticket.TicketId))];

    /// <summary>What the chosen tickets cost. Less goes back when some of the order's money has gone back in another way.</summary>
    public Money Price => new(Chosen.Sum(ticket => ticket.Price.Amount), Order.Total.Currency);

    public string OrderWord => Order.Status switch
    {
        OrderStatus.Issued => "Tickets sent, payment being collected",
        OrderStatus.Paid => "Paid",
        OrderStatus.PartlyRefunded => "Partly refunded",
        OrderStatus.Refunded => "Refunded",
        OrderStatus.Cancelled => "Cancelled",
        var unknown => throw new InvalidOperationException($"An order with tickets that is {unknown} has no word."),
    };

    public static bool MayGo(Ticket ticket) => ticket.Status is TicketStatus.Valid or TicketStatus.Used;

    /// <summary>How a ticket stands, for whoever sold it.</summary>
    public static Availability State(Ticket ticket) => ticket.Status switch
    {
        TicketStatus.Used => new("few", "Used at the door"),
        TicketStatus.Frozen => new("few", "Frozen: the buyer’s bank disputes it"),
        _ => new TicketStub(ticket, 1, 1).Status,
    };

    public static string Tell(RefundDecision decision) => decision.Amount.Amount == 0
        ? $"{Words.Count(decision.Tickets.Length, "ticket")} ended. No money goes back for {(decision.Tickets.Length == 1 ? "it" : "them")}."
        : $"{Words.Count(decision.Tickets.Length, "ticket")} ended, and {decision.Amount.Show()} goes back to the buyer by itself.";
}

public sealed record RefundForm
{
    public string? OperationId { get; init; }
    public Guid OrderId { get; init; }
    public List<Guid> Tickets { get; init; } = [];
    public bool IncludeUsed { get; init; }
    public string? Reason { get; init; }

    /// <summary>Sent from the page that shows once more what was chosen.</summary>
    public bool Confirmed { get; init; }

    /// <summary>All that has not been used, as the page first proposes.</summary>
    public static RefundForm AllLeft(Order order) => new()
    {
        OperationId = Operations.NewKey(),
        OrderId = order.OrderId,
        Tickets = [.. order.Tickets.Where(ticket => ticket.Status == TicketStatus.Valid).Select(ticket => ticket.TicketId)],
    };
}
