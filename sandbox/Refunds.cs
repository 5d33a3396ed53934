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
        var wanted = given.OptionalWhole("amount", 1, 99_999_999);
        var reason = given.Text("reason");
        if (reason is not (null or "duplicate" or "fraudulent" or "requested_by_customer"))
            given.Refuse<string>("Invalid reason: must be one of duplicate, fraudulent, requested_by_customer", "reason");
        var metadata = given.Metadata("metadata");
        given.Expand();
        if (given.Refused is { } refused)
            return refused;

        var intent = id is null ? change.Books.Intents.Values.FirstOrDefault(known => known.Charge?.Id == charge) : change.Intent(id);
        if (intent is null)
            return id is null ? StripeErrors.NoSuch("charge", charge!, "charge") : StripeErrors.NoSuch("payment_intent", id, "payment_intent");
        if (intent.Received == 0)
            return StripeErrors.Impossible($"This PaymentIntent ({intent.Id}) does not have a successful charge to refund.");
        var left = intent.Received - intent.Charge!.Refunded;
        if (left == 0)
            return StripeErrors.Impossible($"Charge {intent.Charge.Id} has already been refunded.", code: "charge_already_refunded");
        if (wanted > left)
            return StripeErrors.Impossible(
                $"Refund amount ({Money.Show(wanted.Value, intent.Currency)}) is greater than unrefunded amount on charge ({Money.Show(left, intent.Currency)})", "amount");

        var refund = new Refund(Ids.New("re_"), intent.Id, intent.Charge.Id, wanted ?? left, intent.Currency, reason, change.Now, metadata);
        change.Put(refund);
        change.Put(intent.Refund(refund.Amount));
        return Reply.Ok(Wire.Refund(refund));
    }

    public static Reply Retrieve(Call call, Change change)
    {
        call.Parameters.Expand();
        if (call.Parameters.Refused is { } refused)
            return refused;
        return change.Books.Refunds.TryGetValue(call.Id!, out var refund) ? Reply.Ok(Wire.Refund(refund)) : StripeErrors.NoSuch("refund", call.Id!);
    }

    /// <summary>The refunds of one payment, newest first, all on one page.</summary>
    public static Reply List(Call call, Change change)
    {
        var intent = call.Parameters.Required("payment_intent");
        var limit = call.Parameters.OptionalWhole("limit", 1, 100) ?? 100;
        if (call.Parameters.Refused is { } refused)
            return refused;
        var found = change.Books.Refunds.Values.Where(refund => refund.Intent == intent).OrderByDescending(refund => refund.Created);
        return Reply.Ok(Wire.List("/v1/refunds", found.Take((int)limit).Select(Wire.Refund)));
    }
}
