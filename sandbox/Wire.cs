using System.Text.Json;

namespace EventTicket.Sandbox;

/// <summary>The objects as Stripe's API of <see cref="Version"/> writes them: snake case, ids unless expanded.</summary>
internal static class Wire
{
    public const string Version = "2026-10-28.endive";

    public static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private static readonly string[] CardOnly = ["card"];

    public static object Intent(PaymentIntent intent, bool withCharge = false) => new
    {
        intent.Id,
        Object = "payment_intent",
        intent.Amount,
        AmountCapturable = intent.Capturable,
        AmountReceived = intent.Received,
        intent.CanceledAt,
        intent.CancellationReason,
        intent.CaptureMethod,
        ClientSecret = intent.Id + "_secret_sandbox",
        ConfirmationMethod = "automatic",
        intent.Created,
        intent.Currency,
        intent.Description,
        LastPaymentError = intent.LastError is null ? null : Error(intent.LastError, intent.Card),
        LatestCharge = intent.Charge is null ? null : withCharge ? Charge(intent, null, []) : intent.Charge.Id,
        Livemode = false,
        intent.Metadata,
        NextAction = intent.BankPage is null ? null : new { Type = "redirect_to_url", RedirectToUrl = new { Url = intent.BankPage, intent.ReturnUrl } },
        PaymentMethod = intent.LastError is null ? intent.Card?.PaymentMethod : null,
        AllowedPaymentMethodTypes = CardOnly,
        PaymentMethodTypes = CardOnly,
        intent.ReceiptEmail,
        intent.Status,
    };

    /// <param name="change">Where what is expanded is found; without it nothing is.</param>
    public static object Charge(PaymentIntent intent, Change? change, IReadOnlyList<string> expand) => new
    {
        intent.Charge!.Id,
        Object = "charge",
        intent.Amount,
        AmountCaptured = intent.Charge.Captured,
        AmountRefunded = intent.Charge.Refunded,
        Captured = intent.Charge.Captured > 0,
        intent.Charge.Created,
        intent.Currency,
        intent.Description,
        intent.Charge.Disputed,
        Livemode = false,
        intent.Metadata,
        Paid = true,
        PaymentIntent = expand.Contains("payment_intent") ? Intent(intent) : intent.Id,
        PaymentMethod = intent.Card?.PaymentMethod,
        PaymentMethodDetails = new { Type = "card", Card = new { intent.Card?.Brand, intent.Card?.Last4, intent.Charge.CaptureBefore } },
        Refunds = expand.Contains("refunds")
            ? List($"/v1/charges/{intent.Charge.Id}/refunds", change!.Books.Refunds.Values.Where(refund => refund.Intent == intent.Id).Reverse().Select(refund => Refund(refund, change, [])))
            : null,
        Refunded = intent.Charge.Captured > 0 && intent.Charge.Refunded == intent.Charge.Captured,
        Status = "succeeded",
    };

    public static object Session(Session session, PaymentIntent? intent, bool withIntent = false, bool withCharge = false) => new
    {
        session.Id,
        Object = "checkout.session",
        AllowedPaymentMethodTypes = CardOnly,
        AmountSubtotal = session.Total,
        AmountTotal = session.Total,
        session.CancelUrl,
        session.ClientReferenceId,
        session.Created,
        session.Currency,
        CustomerDetails = session.CustomerEmail is null ? null : new { Email = session.CustomerEmail },
        session.CustomerEmail,
        session.ExpiresAt,
        Livemode = false,
        session.Locale,
        session.Metadata,
        Mode = "payment",
        PaymentIntent = intent is null ? null : withIntent ? Intent(intent, withCharge) : intent.Id,
        PaymentMethodTypes = CardOnly,
        // Reserved money counts as unpaid until it is captured.
        PaymentStatus = intent?.Received > 0 ? "paid" : "unpaid",
        session.Status,
        session.SuccessUrl,
        UiMode = "hosted_page",
        Url = session.Status == SessionStatus.Open ? session.Url : null,
    };

    public static object Refund(Refund refund, Change change, IReadOnlyList<string> expand) => new
    {
        refund.Id,
        Object = "refund",
        refund.Amount,
        Charge = expand.Contains("charge") ? Charge(change.Intent(refund.Intent)!, change, []) : refund.Charge,
        refund.Created,
        refund.Currency,
        refund.FailureReason,
        refund.Metadata,
        PaymentIntent = expand.Contains("payment_intent") ? Intent(change.Intent(refund.Intent)!) : refund.Intent,
        PendingReason = refund.Status == RefundStatus.Pending ? "processing" : null,
        refund.Reason,
        refund.Status,
    };

    public static object Dispute(Dispute dispute, Change change, IReadOnlyList<string> expand) => new
    {
        dispute.Id,
        Object = "dispute",
        dispute.Amount,
        BalanceTransactions = Array.Empty<object>(),
        Charge = expand.Contains("charge") ? Charge(change.Intent(dispute.Intent)!, change, []) : dispute.Charge,
        dispute.Created,
        dispute.Currency,
        Evidence = new { UncategorizedText = dispute.Evidence },
        EvidenceDetails = new { DueBy = dispute.Created + 7 * 24 * 3600, HasEvidence = dispute.Evidence is not null, PastDue = false, SubmissionCount = dispute.Evidence is null ? 0 : 1 },
        IsChargeRefundable = dispute.IsInquiry,
        Livemode = false,
        dispute.Metadata,
        PaymentIntent = expand.Contains("payment_intent") ? Intent(change.Intent(dispute.Intent)!) : dispute.Intent,
        dispute.Reason,
        dispute.Status,
    };

    public static object List(string url, IEnumerable<object> data, bool more = false) => new { Object = "list", Data = data, HasMore = more, Url = url };

    public static object SearchResult(string url, IEnumerable<object> data, string? nextPage) =>
        new { Object = "search_result", Data = data, HasMore = nextPage is not null, NextPage = nextPage, Url = url };

    private static object Error(Decline decline, Card? card) => new
    {
        Type = "card_error",
        decline.Code,
        decline.DeclineCode,
        decline.Message,
        PaymentMethod = card is null ? null : new { Id = card.PaymentMethod, Object = "payment_method", Type = "card", Card = new { card.Brand, card.Last4 } },
    };
}
