using System.Collections.Immutable;

namespace EventTicket.Events;

/// <summary>What an order is for. Orders for the same share one of these: a million orders of an event are for some hundred different things.</summary>
internal sealed class OrderContent(ImmutableArray<OrderItem> items, ImmutableArray<Guid> codes)
{
    /// <summary>Same items and same codes, in the same order. What is wanted is looked up without making one.</summary>
    public static readonly IEqualityComparer<OrderContent> ByWhatItIs = new Comparer();

    public ImmutableArray<OrderItem> Items { get; } = items;

    /// <summary>The codes it uses, one use each.</summary>
    public ImmutableArray<Guid> Codes { get; } = codes;

    /// <summary>The items as the database keeps them.</summary>
    public string ItemsText { get; } = FactCodec.WriteItems(items);

    public int Places { get; } = items.Sum(item => item.Quantity);

    public Money Total { get; } = new(items.Sum(item => (item.Price * item.Quantity).Amount), items[0].Price.Currency);

    private sealed class Comparer : IEqualityComparer<OrderContent>, IAlternateEqualityComparer<Held, OrderContent>
    {
        public bool Equals(OrderContent? x, OrderContent? y) => x == y || (x is not null && y is not null && Same(x.Items, x.Codes, y));

        public bool Equals(Held held, OrderContent content) => Same(held.Items, held.Codes, content);

        public int GetHashCode(OrderContent content) => Hash(content.Items, content.Codes);

        public int GetHashCode(Held held) => Hash(held.Items, held.Codes);

        public OrderContent Create(Held held) => new(held.Items, held.Codes);

        private static bool Same(ImmutableArray<OrderItem> items, ImmutableArray<Guid> codes, OrderContent content) =>
            items.AsSpan().SequenceEqual(content.Items.AsSpan()) && codes.AsSpan().SequenceEqual(content.Codes.AsSpan());

        private static int Hash(ImmutableArray<OrderItem> items, ImmutableArray<Guid> codes)
        {
            var hash = new HashCode();
            foreach (var item in items)
            {
                hash.Add(item.TicketTypeId);
                hash.Add(item.Quantity);
                hash.Add(item.Price.Amount);
            }

            foreach (var code in codes)
            {
                hash.Add(code);
            }

            return hash.ToHashCode();
        }
    }
}
