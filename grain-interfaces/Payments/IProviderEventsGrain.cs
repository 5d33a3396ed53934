namespace EventTicket.Payments;

/// <summary>Where the provider's webhooks end. Stateless; use key 0.</summary>
[Alias("IProviderEventsGrain")]
public interface IProviderEventsGrain : IGrainWithIntegerKey
{
    /// <summary>Checks the signature, keeps the event by its id and takes the event as a hint to ask the provider what is true. Refused: invalid on <c>signature</c> or <c>body</c>.</summary>
    /// <param name="body">The raw body, as it arrived.</param>
    /// <param name="signature">The <c>Stripe-Signature</c> header.</param>
    [Alias("Receive")]
    Task<Result<Done>> Receive(Sensitive body, Sensitive? signature);

    /// <summary>Handles webhooks that were acknowledged and then forgotten by a process that died. Sent by the silos.</summary>
    [Alias("HandleOverdue")]
    Task HandleOverdue();

    /// <summary>Asks the provider for refunds that others made and for disputes, and takes each as the hint that its webhook would have been. Sent by the silos.</summary>
    /// <param name="refundsSince">Refunds made before are not asked for.</param>
    [Alias("LookForMissed")]
    Task LookForMissed(DateTimeOffset refundsSince);
}
