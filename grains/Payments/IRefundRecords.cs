namespace EventTicket.Payments;

/// <summary>Where refunds are recorded. Each change names what it starts from, so that two who act on one refund cannot both succeed.</summary>
internal interface IRefundRecords
{
    /// <summary>The order's refunds that are due or pending, the oldest first.</summary>
    Task<IReadOnlyList<Refund>> UnderWay(Guid orderId);

    /// <summary>The order's refunds that failed and stand as owed, the oldest first.</summary>
    Task<IReadOnlyList<Refund>> Owed(Guid orderId);

    /// <summary>Records a step. A failure stands on the admins' list from then on, a success leaves it.</summary>
    /// <returns>False when the refund is not as it was any more: somebody else took the step.</returns>
    Task<bool> Save(Refund after, Refund before, DateTimeOffset now);

    /// <summary>One refund; null when there is none by this id.</summary>
    Task<Refund?> Find(Guid refundId);
}
