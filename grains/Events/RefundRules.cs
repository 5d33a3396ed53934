using System.Collections.Immutable;
using EventTicket.Purchases;

namespace EventTicket.Events;

/// <summary>Which of an order's tickets may be refunded.</summary>
internal static class RefundRules
{
    /// <param name="tickets">The order's.</param>
    /// <param name="wanted">Those that were named; none for all that are left.</param>
    /// <param name="includeUsed">A ticket that opened the door is refunded only when the caller says so.</param>
    /// <returns>The tickets that end; at least one. Refused: invalid, by the ticket's place in the request.</returns>
    public static Result<ImmutableArray<TicketState>> Choose(ImmutableArray<TicketState> tickets, ImmutableArray<Guid> wanted, bool includeUsed)
    {
        if (!wanted.IsDefaultOrEmpty)
        {
            return ChooseNamed(tickets, wanted, includeUsed);
        }

        ImmutableArray<TicketState> left = [.. tickets.Where(ticket => WhyNot(ticket, includeUsed) is null)];
        return left.Length > 0 ? left : Refusal.Invalid("ticketIds", tickets.Select(ticket => WhyNot(ticket, includeUsed)!).MinBy(Importance)!);
    }

    private static Result<ImmutableArray<TicketState>> ChooseNamed(ImmutableArray<TicketState> tickets, ImmutableArray<Guid> wanted, bool includeUsed)
    {
        List<FieldError> errors = [];
        var chosen = ImmutableArray.CreateBuilder<TicketState>();
        for (var i = 0; i < wanted.Length; i++)
        {
            var found = tickets.FirstOrDefault(ticket => ticket.TicketId == wanted[i]);
            var why = found.TicketId == Guid.Empty ? "Not a ticket of this order."
                : chosen.Any(ticket => ticket.TicketId == found.TicketId) ? "Name each ticket once."
                : WhyNot(found, includeUsed);
            if (why is null)
            {
                chosen.Add(found);
            }
            else
            {
                errors.Add(new FieldError($"ticketIds[{i}]", why));
            }
        }

        return errors.Count == 0 ? chosen.ToImmutable() : Refusal.Invalid(errors);
    }

    private const string Used = "It was used; say includeUsed to refund it all the same.";
    private const string Disputed = "The buyer's bank disputes the payment; what it decides settles the money.";
    private const string Refunded = "It was refunded before.";
    private const string NotTheirs = "It does not belong to this order any more.";

    private static string? WhyNot(TicketState ticket, bool includeUsed) => ticket.Status switch
    {
        TicketStatus.Valid => null,
        TicketStatus.Used => includeUsed ? null : Used,
        TicketStatus.Frozen => Disputed,
        TicketStatus.Cancelled or TicketStatus.Revoked => Refunded,
        TicketStatus.Transferred => NotTheirs,
        _ => throw new InvalidOperationException($"May a ticket that is {ticket.Status} be refunded?"),
    };

    // When nothing is left, what the caller could do something about is said first.
    private static int Importance(string why) => why switch { Used => 0, Disputed => 1, _ => 2 };
}
