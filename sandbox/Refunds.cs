namespace EventTicket.Sandbox;

/// <summary>/v1/refunds</summary>
internal static class Refunds
{
    public static Reply Create(Call call, Change change)
    {
        var given = call.Parameters;
        var id = given.Text("payment_intent");
        var charge = given.Text("charge");
        if (id is null && charge is null)
            given.Refuse<string>("One of the following params should be provided for this request: payment_intent or charge.", "payment_intent", "parameter_missing");
        var wanted = given.OptionalWhole("amount", 1, Money.Most);
        var reason = given.Text("reason");
        if (reason is not (null or "duplicate" or "fraudulent" or "requested_by_customer"))
            given.Refuse<string>("Invalid reason: must be one of duplicate, fraudulent, requested_by_customer", "reason");
        var metadata = given.Metadata("metadata");
        var expand = given.Expand("charge", "payment_intent");
        if (given.Refused is { } refused)
            return refused;

        var intent = id is null ? change.IntentOfCharge(charge) : change.Intent(id);
        if (intent is null)
            return id is null ? StripeErrors.NoSuch("charge", charge!, "charge") : StripeErrors.NoSuch("payment_intent", id, "payment_intent");
        if (Impossible(change, intent, wanted) is { } impossible)
            return impossible;

        var (status, settlesAs) = Cards.Behind(intent.Card)?.Refunds switch
        {
            RefundFate.Pending => (RefundStatus.Pending, RefundStatus.Succeeded),
            RefundFate.Fails => (RefundStatus.Succeeded, RefundStatus.Failed),
            _ => (RefundStatus.Succeeded, null),
        };
        var refund = new Refund(Ids.New("re_"), intent.Id, intent.Charge!.Id, wanted ?? Left(intent), intent.Currency, reason, change.Now, metadata)
        {
            Status = status,
            SettlesAs = settlesAs,
            SettlesAt = settlesAs is null ? null : change.Now + call.Settings.RefundSettleSeconds,
        };
        change.Put(refund);
        change.Put(intent.Refund(refund.Amount));
        return Answer(change, refund, expand);
    }

    public static Reply Retrieve(Call call, Change change) => With(call, change, (refund, expand) => Answer(change, refund, expand));

    public static Reply Update(Call call, Change change)
    {
        var metadata = call.Parameters.Metadata("metadata");
        return With(call, change, (refund, expand) =>
        {
            var told = refund with { Metadata = refund.Metadata.Concat(metadata).GroupBy(pair => pair.Key).ToDictionary(same => same.Key, same => same.Last().Value) };
            change.Put(told);
            return Answer(change, told, expand);
        });
    }

    /// <summary>Newest first.</summary>
    public static Reply List(Call call, Change change)
    {
        var given = call.Parameters;
        var intent = given.Text("payment_intent");
        var charge = given.Text("charge");
        var expand = given.Expand("data.charge", "data.payment_intent");
        return Listing.Answer(call, "/v1/refunds", change.Books.Refunds.Values, refund => refund.Id, refund => refund.Created,
            refund => (intent is null || refund.Intent == intent) && (charge is null || refund.Charge == charge),
            refund => Wire.Refund(refund, change, Listing.Within(expand)));
    }

    /// <summary>The bank has heard what became of a refund. A refund that failed is money that came back to the shop.</summary>
    public static void Settle(Change change, Refund refund, string status)
    {
        var settled = refund.Settle(status);
        change.Put(settled);
        if (refund.Counts && !settled.Counts)
            change.Put(change.Intent(refund.Intent)!.Refund(-refund.Amount));
    }

    private static long Left(PaymentIntent intent) => intent.Received - intent.Charge!.Refunded;

    private static Reply? Impossible(Change change, PaymentIntent intent, long? wanted)
    {
        if (intent.Received == 0)
            return StripeErrors.Impossible($"This PaymentIntent ({intent.Id}) does not have a successful charge to refund.");
        if (change.Books.Disputes.Values.Any(dispute => dispute.Intent == intent.Id && dispute.HoldsMoney))
            return StripeErrors.Impossible($"Charge {intent.Charge!.Id} has been charged back; cannot issue a refund.", code: "charge_disputed");
        var left = Left(intent);
        if (left == 0)
            return StripeErrors.Impossible($"Charge {intent.Charge!.Id} has already been refunded.", code: "charge_already_refunded");
        return wanted > left
            ? StripeErrors.Impossible($"Refund amount ({Money.Show(wanted.Value, intent.Currency)}) is greater than unrefunded amount on charge ({Money.Show(left, intent.Currency)})", "amount")
            : null;
    }

    private static Reply With(Call call, Change change, Func<Refund, IReadOnlyList<string>, Reply> then)
    {
        var expand = call.Parameters.Expand("charge", "payment_intent");
        if (call.Parameters.Refused is { } refused)
            return refused;
        return change.Books.Refunds.TryGetValue(call.Id!, out var refund) ? then(refund, expand) : StripeErrors.NoSuch("refund", call.Id!);
    }

    private static Reply Answer(Change change, Refund refund, IReadOnlyList<string> expand) => Reply.Ok(Wire.Refund(refund, change, expand));
}
