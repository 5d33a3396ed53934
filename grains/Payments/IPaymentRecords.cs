namespace EventTicket.Payments;

/// <summary>Where the attempts' steps are recorded.</summary>
internal interface IPaymentRecords
{
    /// <summary>Records a step, and lists its <see cref="PaymentAttempt.Trouble"/>. False when the attempt is not in state <paramref name="from"/> any more: somebody else took the step.</summary>
    Task<bool> Save(PaymentAttempt attempt, PaymentState from, DateTimeOffset now);
}
