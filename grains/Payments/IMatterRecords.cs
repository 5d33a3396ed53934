namespace EventTicket.Payments;

/// <summary>The list of what money needs a person for.</summary>
internal interface IMatterRecords
{
    /// <summary>Puts something on the list, once; met again it says what it has become.</summary>
    Task List(PaymentMatterKind kind, string reference, Guid eventId, Guid orderId, Money amount, string? detail, DateTimeOffset now);

    /// <summary>Takes something off the list. A failed refund that a person has settled is settled with it.</summary>
    /// <param name="by">Null when it settled itself.</param>
    Task Settle(PaymentMatterKind kind, string reference, Guid? by, string note, DateTimeOffset now);
}
