using System.Collections.Immutable;
using System.Runtime.InteropServices;
using EventTicket.Purchases;

namespace EventTicket.Events;

/// <summary>Taking places and giving them back.</summary>
internal sealed partial class EventState
{
    public Result<TicketHold> Hold(HoldTickets request, DateTimeOffset now)
    {
        if (Definition is null || Status == EventStatus.Draft)
        {
            return Refusal.NotFound;
        }

        var mark = new OperationMark(request.PersonId, OperationKind.Hold, request.Operation.Key, request.Operation.Fingerprint);
        if (Repeated(mark, first => orders[first.OrderId].Answer(EventId)) is { } before)
        {
            return before;
        }

        if (CheckItems(request.Items, request.Codes) is { } invalid)
        {
            return invalid;
        }

        if (Status == EventStatus.Cancelled)
        {
            return Refusal.EventCancelled;
        }

        if (Closed is not null || WithdrawnAt is not null || now >= Definition.EndsAt || !AreOnSale(request.Items, now))
        {
            return Refusal.NotOnSale;
        }

        var old = OpenOrder(request.PersonId);
        if (old?.Status == OrderStatus.Paying)
        {
            return Refusal.PaymentPending;
        }

        // The places of a booking stay booked when its hold is replaced: they do not come free.
        var returned = old is { IsOfPreSale: true } ? null : old;
        var used = Usable(request, old, now);
        if (!used.Succeeded)
        {
            return used.As<TicketHold>();
        }

        if (ExceedsLimits(request.PersonId, request.Items, returned))
        {
            return Refusal.LimitReached;
        }

        if (!AreFree(request.Items, returned))
        {
            return Refusal.SoldOut;
        }

        var (items, total) = Priced(request.Items, used.Value);
        if (PriceRules.Problem(total, Definition.Currency) is { } unpayable)
        {
            return Refusal.Invalid("items", $"What the order comes to cannot be paid. {unpayable}");
        }

        if (old is not null)
        {
            Record(new Replaced(now, old.OrderId));
        }

        var order = new Held(now, Guid.CreateVersion7(now), request.PersonId, items,
            old?.ExpiresAt ?? now.AddMinutes(Definition.HoldMinutes), mark)
        {
            Codes = used.Value.IsEmpty ? [] : [.. used.Value.Select(code => code.Code.CodeId)],
        };
        Record(order);
        return orders[order.OrderId].Answer(EventId);
    }

    public Result<Done> Release(ReleaseHold request, DateTimeOffset now)
    {
        if (!orders.TryGetValue(request.OrderId, out var order) || order.PersonId != request.PersonId)
        {
            return Refusal.NotFound;
        }

        switch (order.Status)
        {
            case OrderStatus.Held:
                Record(new Released(now, order.OrderId));
                return Done.It;
            case OrderStatus.Paying:
                return Refusal.PaymentPending;
            case OrderStatus.Released or OrderStatus.Expired or OrderStatus.Replaced:
                return Done.It;
            default:
                return Refusal.AlreadyPaid;
        }
    }

    /// <summary>The person's one open hold; null when there is none.</summary>
    private OrderState? OpenOrder(Guid personId) => people.OpenOrder(personId);

    private Refusal? CheckItems(ImmutableArray<HoldItem> items, ImmutableArray<string> named)
    {
        if (items.IsDefaultOrEmpty || items.Length > 50)
        {
            return Refusal.Invalid("items", "Name 1 to 50 ticket types.");
        }

        List<FieldError>? errors = null;
        for (var i = 0; i < items.Length; i++)
        {
            if (!types.TryGetValue(items[i].TicketTypeId, out var type) || (type.Type.Hidden && !IsUnlocked(items[i].TicketTypeId, named)))
            {
                Add("ticketTypeId", "Not a ticket type of this event.");
            }
            else if (IsNamed(items.AsSpan()[..i], items[i].TicketTypeId))
            {
                Add("ticketTypeId", "Name each ticket type once.");
            }

            if (items[i].Quantity < 1)
            {
                Add("quantity", "A whole number of at least 1.");
            }

            void Add(string field, string message) => (errors ??= []).Add(new FieldError($"items[{i}].{field}", message));
        }

        return errors is null ? null : Refusal.Invalid(errors);
    }

    private static bool IsNamed(ReadOnlySpan<HoldItem> items, Guid typeId)
    {
        foreach (var item in items)
        {
            if (item.TicketTypeId == typeId)
            {
                return true;
            }
        }

        return false;
    }

    private bool AreOnSale(ImmutableArray<HoldItem> items, DateTimeOffset now)
    {
        foreach (var item in items)
        {
            if (!types[item.TicketTypeId].IsOnSale(now, Definition!.EndsAt))
            {
                return false;
            }
        }

        return true;
    }

    private bool AreFree(ImmutableArray<HoldItem> items, OrderState? returned)
    {
        foreach (var item in items)
        {
            if (types[item.TicketTypeId].Free + PlacesIn(returned, item.TicketTypeId) < item.Quantity)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether these places would be too many for the person, with the places of <paramref name="instead"/> counted as given back.</summary>
    private bool ExceedsLimits(Guid personId, ImmutableArray<HoldItem> wanted, OrderState? instead)
    {
        long total = people.Places(personId) - (instead?.Places ?? 0);
        foreach (var item in wanted)
        {
            total += item.Quantity;
            if (types[item.TicketTypeId].Type.MaxPerPerson is { } limit
                && people.Places(personId, item.TicketTypeId) - PlacesIn(instead, item.TicketTypeId) + (long)item.Quantity > limit)
            {
                return true;
            }
        }

        return total > Definition!.MaxPerPerson;
    }

    private static int PlacesIn(OrderState? order, Guid typeId) =>
        order?.Items.FirstOrDefault(item => item.TicketTypeId == typeId)?.Quantity ?? 0;

    /// <summary>The items as they are frozen, and what they come to in minor units.</summary>
    private (ImmutableArray<OrderItem> Items, long Total) Priced(ImmutableArray<HoldItem> items, ImmutableArray<CodeState> used)
    {
        var (priced, total) = (new OrderItem[items.Length], 0L);
        for (var i = 0; i < priced.Length; i++)
        {
            priced[i] = Priced(items[i], used);
            total += priced[i].Price.Amount * priced[i].Quantity;
        }

        return (ImmutableCollectionsMarshal.AsImmutableArray(priced), total);
    }

    /// <summary>Of several discounts the best for the buyer counts.</summary>
    private OrderItem Priced(HoldItem item, ImmutableArray<CodeState> used)
    {
        var type = types[item.TicketTypeId].Type;
        var price = type.Price;
        foreach (var code in used)
        {
            price = code.IsFor(type.TicketTypeId) ? Math.Min(price, code.Off(type.Price)) : price;
        }

        return new OrderItem(type.TicketTypeId, type.Name, item.Quantity, new Money(price, Definition!.Currency));
    }
}
