namespace EventTicket.Payments;

/// <summary>What the provider says of a payment.</summary>
internal enum ProviderState
{
    /// <summary>The buyer has not acted yet.</summary>
    Waiting,

    /// <summary>The money is set aside and can be captured.</summary>
    Authorised,

    /// <summary>The money was captured.</summary>
    Captured,

    /// <summary>The bank said no; nothing was set aside.</summary>
    Declined,

    /// <summary>The page or payment is over without money, and no money can come any more.</summary>
    Closed,

    /// <summary>The provider would not take the request as it is: nothing was done.</summary>
    Rejected,

    /// <summary>The provider could not be reached: nothing was done.</summary>
    Unreachable,

    /// <summary>The provider failed and may repeat that for this key for ever; what was done can be looked up.</summary>
    Broken,

    /// <summary>The provider's payment is over another amount or currency than the attempt: hands off.</summary>
    Mismatch,

    /// <summary>No answer, or one that leaves open what was done. Asking again with the same key is safe.</summary>
    Unknown,
}

/// <param name="Detail">The decline code of the bank, or what was rejected.</param>
internal sealed record ProviderAnswer(ProviderState State, string? SessionId = null, string? IntentId = null, string? PageUrl = null, string? Detail = null);
