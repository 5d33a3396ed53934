namespace EventTicket.Sandbox;

/// <summary>The states of a dispute, as Stripe spells them.</summary>
internal static class DisputeStatus
{
    public const string NeedsResponse = "needs_response";
    public const string UnderReview = "under_review";
    public const string Won = "won";
    public const string Lost = "lost";
    public const string InquiryNeedsResponse = "warning_needs_response";
    public const string InquiryUnderReview = "warning_under_review";
    public const string InquiryClosed = "warning_closed";
}

/// <summary>A buyer who asked their bank for the money back; <paramref name="Amount"/> in minor units, <paramref name="Created"/> in Unix seconds.</summary>
internal sealed record Dispute(
    string Id, string Intent, string Charge, long Amount, string Currency, string Reason, long Created, string Status, IReadOnlyDictionary<string, string> Metadata)
{
    /// <summary>What the shop said for itself.</summary>
    public string? Evidence { get; init; }

    public bool IsClosed => Status is DisputeStatus.Won or DisputeStatus.Lost or DisputeStatus.InquiryClosed;

    /// <summary>The bank has only asked; no money has moved.</summary>
    public bool IsInquiry => Status.StartsWith("warning_", StringComparison.Ordinal);

    /// <summary>The money is not the shop's, for now or for good.</summary>
    public bool HoldsMoney => Status is DisputeStatus.NeedsResponse or DisputeStatus.UnderReview or DisputeStatus.Lost;

    /// <summary>The shop's answer. Stripe's test mode decides by these words; other words are weighed until somebody decides.</summary>
    public Dispute Answer(string? evidence, bool submit)
    {
        var said = this with { Evidence = evidence ?? Evidence };
        return (submit, said.Evidence) switch
        {
            (false, _) => said,
            (_, "winning_evidence") => said.Close(won: true),
            (_, "losing_evidence") => said.Close(won: false),
            (_, "escalate_inquiry_evidence") when IsInquiry => said with { Status = DisputeStatus.NeedsResponse },
            _ => said with { Status = IsInquiry ? DisputeStatus.InquiryUnderReview : DisputeStatus.UnderReview },
        };
    }

    public Dispute Close(bool won) => this with { Status = IsInquiry ? DisputeStatus.InquiryClosed : won ? DisputeStatus.Won : DisputeStatus.Lost };
}
