namespace EventTicket.Sandbox;

/// <summary>/v1/disputes</summary>
internal static class Disputes
{
    /// <summary>What the card's holder does once the money is taken.</summary>
    public static void Follow(Change change, PaymentIntent taken)
    {
        if (Cards.Behind(taken.Card) is not { DisputeReasons.Count: > 0 } card)
            return;
        var left = taken.Received;
        for (var i = 0; i < card.DisputeReasons.Count; i++)
        {
            var share = left / (card.DisputeReasons.Count - i);
            Open(change, taken, card.DisputeReasons[i], card.DisputeIsInquiry, share);
            left -= share;
        }
    }

    /// <summary>A dispute over what was taken and not given back.</summary>
    public static Dispute Open(Change change, PaymentIntent intent, string reason, bool inquiry, long? amount = null)
    {
        var dispute = new Dispute(Ids.New("du_"), intent.Id, intent.Charge!.Id, amount ?? intent.Received - intent.Charge.Refunded, intent.Currency, reason, change.Now,
            inquiry ? DisputeStatus.InquiryNeedsResponse : DisputeStatus.NeedsResponse, new Dictionary<string, string>());
        change.Put(dispute);
        change.Put(change.Intent(intent.Id)!.Dispute());
        return dispute;
    }

    public static Reply Retrieve(Call call, Change change) => With(call, change, dispute => dispute);

    public static Reply Update(Call call, Change change)
    {
        var given = call.Parameters;
        var evidence = given.Text("evidence[uncategorized_text]");
        var metadata = given.Metadata("metadata");
        var submit = given.Text("submit") is null || given.Flag("submit");
        return With(call, change, dispute => dispute.IsClosed
            ? dispute
            : dispute.Answer(evidence, submit && evidence is not null) with
            {
                Metadata = dispute.Metadata.Concat(metadata).GroupBy(pair => pair.Key).ToDictionary(same => same.Key, same => same.Last().Value),
            });
    }

    /// <summary>The shop gives up.</summary>
    public static Reply Close(Call call, Change change) => With(call, change, dispute => dispute.IsClosed ? dispute : dispute.Close(won: false));

    public static Reply List(Call call, Change change)
    {
        var given = call.Parameters;
        var intent = given.Text("payment_intent");
        var charge = given.Text("charge");
        var expand = given.Expand("data.charge", "data.payment_intent");
        return Listing.Answer(call, "/v1/disputes", change.Books.Disputes.Values, dispute => dispute.Id, dispute => dispute.Created,
            dispute => (intent is null || dispute.Intent == intent) && (charge is null || dispute.Charge == charge),
            dispute => Wire.Dispute(dispute, change, Listing.Within(expand)));
    }

    private static Reply With(Call call, Change change, Func<Dispute, Dispute> then)
    {
        var expand = call.Parameters.Expand("charge", "payment_intent");
        if (call.Parameters.Refused is { } refused)
            return refused;
        if (!change.Books.Disputes.TryGetValue(call.Id!, out var dispute))
            return StripeErrors.NoSuch("dispute", call.Id!);
        var after = then(dispute);
        if (after != dispute)
            change.Put(after);
        return Reply.Ok(Wire.Dispute(after, change, expand));
    }
}
