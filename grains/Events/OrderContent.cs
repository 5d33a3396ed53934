using System.Collections.Immutable;

namespace EventTicket.Events;

/// <summary>What an order is for. Orders for the same share one of these: a million orders of an event are for some hundred different things.</summary>
internal sealed class OrderContent(ImmutableArray<OrderItem> items, ImmutableArray<Guid> codes) : IEquatable<OrderContent>
{
    public ImmutableArray<OrderItem> Items { get; } = items;

    /// <summary>The codes it uses, one use each.</summary>
    public ImmutableArray<Guid> Codes { get; } = codes;

    public int Places { get; } = items.Sum(item => item.Quantity);

    public Money Total { get; } = new(items.Sum(item => (item.Price * item.Quantity).Amount), items[0].Price.Currency);

    public bool Equals(OrderContent? other) => other is not null && Items.AsSpan().SequenceEqual(other.Items.AsSpan()) && Codes.AsSpan().SequenceEqual(other.Codes.AsSpan());

    public override bool Equals(object? obj) => Equals(obj as OrderContent);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var item in Items)
        {
            hash.Add(item.TicketTypeId);
            hash.Add(item.Quantity);
            hash.Add(item.Price.Amount);
        }

        foreach (var code in Codes)
        {
            hash.Add(code);
        }

        return hash.ToHashCode();
    }
}
