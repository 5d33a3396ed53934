using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace EventTicket.Events;

/// <summary>Facts as journal rows and back. The words are those a person reads at psql; they are never changed, only added to.</summary>
internal static partial class FactCodec
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter<RefundCause>(JsonNamingPolicy.KebabCaseLower), new JsonStringEnumConverter<CodeKind>(JsonNamingPolicy.KebabCaseLower) },
    };

    // Those of which an on-sale writes thousands a second: read and written without reflection.
    [JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
    [JsonSerializable(typeof(HeldData)), JsonSerializable(typeof(AttemptData)), JsonSerializable(typeof(ConfirmedData))]
    private sealed partial class Often : JsonSerializerContext;

    private sealed record DraftedData(Guid ManagerId, EventDefinition Definition);

    private sealed record ChangedData(EventDefinition Definition);

    private sealed record HeldData(DateTimeOffset Until, string Currency, ImmutableArray<ItemData> Items, Guid? Booking = null, IReadOnlyList<Guid>? Codes = null, Guid? Waiting = null);

    internal sealed record ItemData(Guid TicketTypeId, string Name, int Quantity, long Price);

    private sealed record ExtendedData(DateTimeOffset Until);

    private sealed record AttemptData(int Attempt);

    private sealed record ConfirmedData(int Attempt, ImmutableArray<TicketData> Tickets);

    private sealed record RefundedData(Guid RefundId, RefundCause Cause, long Amount, ImmutableArray<Guid> Tickets, string? Provider);

    private sealed record DisputeData(string Dispute);

    private sealed record JoinedData(Guid Waiting, Guid Type, int Places);

    private sealed record LeftData(Guid Waiting, bool Passed);

    private sealed record CodeKeptData(EventCode Code);

    private sealed record CodeData(Guid Code);

    private sealed record BookedData(Guid Booking, int Places, long Price, DateTimeOffset PayBy, string Code);

    private sealed record BookingData(Guid Booking, bool WithEvent = false);

    private sealed record DoorData(Guid Ticket, string? Gate);

    private sealed record TransferredData(Guid Ticket, TicketData Successor, Guid From);

    private sealed record TicketData(Guid Id, Guid Type, string Code);

    public static JournalRow Write(Fact fact, long seq) => fact switch
    {
        Drafted f => Row(seq, "drafted", f, new DraftedData(f.ManagerId, f.Definition)),
        Changed f => Row(seq, "changed", f, new ChangedData(f.Definition)),
        Published f => Row(seq, "published", f, null),
        Held f => Row(seq, "held", f, new HeldData(f.ExpiresAt, f.Items[0].Price.Currency, Items(f.Items), f.BookingId, f.Codes.IsEmpty ? null : f.Codes, f.WaitingId), Often.Default.HeldData, f.PersonId),
        Released f => Row(seq, "released", f, null),
        Replaced f => Row(seq, "replaced", f, null),
        Expired f => Row(seq, "expired", f, null),
        Extended f => Row(seq, "extended", f, new ExtendedData(f.ExpiresAt)),
        PaymentOpened f => Row(seq, "paying", f, new AttemptData(f.Attempt), Often.Default.AttemptData),
        PaymentClosed f => Row(seq, "payment-closed", f, new AttemptData(f.Attempt), Often.Default.AttemptData),
        Confirmed f => Row(seq, "confirmed", f, new ConfirmedData(f.Attempt, [.. f.Tickets.Select(t => new TicketData(t.TicketId, t.TicketTypeId, t.Code))]), Often.Default.ConfirmedData),
        TurnedAway f => Row(seq, "turned-away", f, new AttemptData(f.Attempt), Often.Default.AttemptData),
        Settled f => Row(seq, "settled", f, new AttemptData(f.Attempt), Often.Default.AttemptData),
        Revoked f => Row(seq, "revoked", f, new AttemptData(f.Attempt), Often.Default.AttemptData),
        Refunded f => Row(seq, "refunded", f, new RefundedData(f.RefundId, f.Cause, f.Amount, f.Tickets, f.ProviderId)),
        Frozen f => Row(seq, "frozen", f, new DisputeData(f.DisputeId)),
        Thawed f => Row(seq, "thawed", f, new DisputeData(f.DisputeId)),
        Cancelled f => Row(seq, "cancelled", f, null),
        Booked f => Row(seq, "booked", f, new BookedData(f.BookingId, f.Places, f.Price, f.PayBy, f.Code), f.PersonId),
        Joined f => Row(seq, "joined", f, new JoinedData(f.WaitingId, f.TypeId, f.Places), f.PersonId),
        LeftList f => Row(seq, "left-list", f, new LeftData(f.WaitingId, f.Passed)),
        CodeKept f => Row(seq, "code-kept", f, new CodeKeptData(f.Code)),
        CodeRemoved f => Row(seq, "code-removed", f, new CodeData(f.CodeId)),
        Lapsed f => Row(seq, "lapsed", f, new BookingData(f.BookingId)),
        BookingCancelled f => Row(seq, "booking-cancelled", f, new BookingData(f.BookingId, f.WithEvent)),
        HandedOver f => Row(seq, "handed-over", f, null),
        Transferred f => Row(seq, "transferred", f, new TransferredData(f.TicketId, new(f.Successor.TicketId, f.Successor.TicketTypeId, f.Successor.Code), f.From), f.To),
        CheckedIn f => Row(seq, "checked-in", f, new DoorData(f.TicketId, f.Gate)),
        CheckInUndone f => Row(seq, "check-in-undone", f, new DoorData(f.TicketId, null)),
        Withdrawn f => Row(seq, "withdrawn", f, null),
        Restored f => Row(seq, "restored", f, null),
        _ => throw new InvalidOperationException($"No journal word for {fact.GetType().Name}."),
    };

    public static Fact Read(JournalRow row) => row.Kind switch
    {
        "drafted" when Data<DraftedData>(row) is var d => new Drafted(row.At, d.ManagerId, d.Definition, Mark(row)),
        "changed" => new Changed(row.At, Data<ChangedData>(row).Definition, Mark(row)),
        "published" => new Published(row.At, Mark(row)),
        "held" when Data(row, Often.Default.HeldData) is var d => new Held(row.At, Order(row), row.PersonId!.Value,
            [.. d.Items.Select(i => new OrderItem(i.TicketTypeId, i.Name, i.Quantity, new Money(i.Price, d.Currency)))], d.Until, Mark(row)) { BookingId = d.Booking, Codes = [.. d.Codes ?? []], WaitingId = d.Waiting },
        "released" => new Released(row.At, Order(row)),
        "replaced" => new Replaced(row.At, Order(row)),
        "expired" => new Expired(row.At, Order(row)),
        "extended" => new Extended(row.At, Order(row), Data<ExtendedData>(row).Until),
        "paying" => new PaymentOpened(row.At, Order(row), Data(row, Often.Default.AttemptData).Attempt),
        "payment-closed" => new PaymentClosed(row.At, Order(row), Data(row, Often.Default.AttemptData).Attempt),
        "confirmed" when Data(row, Often.Default.ConfirmedData) is var d => new Confirmed(row.At, Order(row), d.Attempt,
            [.. d.Tickets.Select(t => new IssuedTicket(t.Id, t.Type, t.Code))]),
        "turned-away" => new TurnedAway(row.At, Order(row), Data(row, Often.Default.AttemptData).Attempt),
        "settled" => new Settled(row.At, Order(row), Data(row, Often.Default.AttemptData).Attempt),
        "revoked" => new Revoked(row.At, Order(row), Data(row, Often.Default.AttemptData).Attempt),
        "refunded" when Data<RefundedData>(row) is var d => new Refunded(row.At, Order(row), d.RefundId, d.Tickets, d.Amount, d.Cause, d.Provider, Mark(row)),
        "frozen" => new Frozen(row.At, Order(row), Data<DisputeData>(row).Dispute),
        "thawed" => new Thawed(row.At, Order(row), Data<DisputeData>(row).Dispute),
        "cancelled" => new Cancelled(row.At, Mark(row)),
        "booked" when Data<BookedData>(row) is var d => new Booked(row.At, d.Booking, row.PersonId!.Value, d.Places, d.Price, d.PayBy, d.Code, Mark(row)),
        "joined" when Data<JoinedData>(row) is var d => new Joined(row.At, d.Waiting, row.PersonId!.Value, d.Type, d.Places, Mark(row)),
        "left-list" when Data<LeftData>(row) is var d => new LeftList(row.At, d.Waiting, d.Passed),
        "code-kept" => new CodeKept(row.At, Data<CodeKeptData>(row).Code, Mark(row)),
        "code-removed" => new CodeRemoved(row.At, Data<CodeData>(row).Code),
        "lapsed" => new Lapsed(row.At, Data<BookingData>(row).Booking),
        "booking-cancelled" when Data<BookingData>(row) is var d => new BookingCancelled(row.At, d.Booking, d.WithEvent),
        "handed-over" => new HandedOver(row.At),
        "transferred" when Data<TransferredData>(row) is var d => new Transferred(row.At, Order(row), d.Ticket, new(d.Successor.Id, d.Successor.Type, d.Successor.Code), d.From, row.PersonId!.Value),
        "checked-in" when Data<DoorData>(row) is var d => new CheckedIn(row.At, Order(row), d.Ticket, d.Gate, Mark(row)),
        "check-in-undone" => new CheckInUndone(row.At, Order(row), Data<DoorData>(row).Ticket, Mark(row)),
        "withdrawn" => new Withdrawn(row.At, Mark(row)),
        "restored" => new Restored(row.At, Mark(row)),
        _ => throw new InvalidOperationException($"Unknown journal word '{row.Kind}' at {row.Seq}: written by a newer release?"),
    };

    /// <summary>An order's items as they stand in the journal and in <c>orders.items</c>.</summary>
    public static string WriteItems(ImmutableArray<OrderItem> items) => JsonSerializer.Serialize(Items(items), Often.Default.ImmutableArrayItemData);

    private static ImmutableArray<ItemData> Items(ImmutableArray<OrderItem> items) =>
        [.. items.Select(i => new ItemData(i.TicketTypeId, i.Name, i.Quantity, i.Price.Amount))];

    private static JournalRow Row(long seq, string kind, Fact fact, object? data, Guid? personId = null) =>
        RowOf(seq, kind, fact, data is null ? null : JsonSerializer.Serialize(data, data.GetType(), Json), personId);

    private static JournalRow Row<T>(long seq, string kind, Fact fact, T data, JsonTypeInfo<T> type, Guid? personId = null) =>
        RowOf(seq, kind, fact, JsonSerializer.Serialize(data, type), personId);

    private static JournalRow RowOf(long seq, string kind, Fact fact, string? data, Guid? personId)
    {
        var mark = (fact as IAnswersOperation)?.Operation;
        return new JournalRow(seq, kind, fact.At, (fact as OrderFact)?.OrderId, personId ?? mark?.PersonId,
            mark is null ? null : $"{mark.Kind} {Uri.EscapeDataString(mark.Fingerprint)} {mark.Key}", data);
    }

    /// <summary>The caller's id of the request that a row answers; null when it answers none.</summary>
    // The key comes last because it is the caller's and may contain anything. A fingerprint is a hash, which escaping leaves alone.
    public static OperationMark? Mark(JournalRow row)
    {
        if (row.Operation is null)
        {
            return null;
        }

        var text = row.Operation.AsSpan();
        var kind = text.IndexOf(' ');
        var fingerprint = text[(kind + 1)..].IndexOf(' ') + kind + 1;
        return new OperationMark(
            row.PersonId!.Value, Enum.Parse<OperationKind>(text[..kind]), text[(fingerprint + 1)..].ToString(), Uri.UnescapeDataString(text[(kind + 1)..fingerprint]));
    }

    private static Guid Order(JournalRow row) => row.OrderId ?? throw new InvalidOperationException($"The journal's {row.Kind} at {row.Seq} names no order.");

    private static T Data<T>(JournalRow row, JsonTypeInfo<T> type) => JsonSerializer.Deserialize(row.Data!, type)!;

    private static T Data<T>(JournalRow row) => JsonSerializer.Deserialize<T>(row.Data!, Json)!;
}
