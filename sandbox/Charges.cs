namespace EventTicket.Sandbox;

/// <summary>/v1/charges, as far as they are looked at: they are made by payment intents.</summary>
internal static class Charges
{
    public static Reply Retrieve(Call call, Change change)
    {
        var expand = call.Parameters.Expand("payment_intent", "refunds");
        if (call.Parameters.Refused is { } refused)
            return refused;
        return change.IntentOfCharge(call.Id) is { } intent ? Reply.Ok(Wire.Charge(intent, change, expand)) : StripeErrors.NoSuch("charge", call.Id!);
    }

    public static Reply List(Call call, Change change)
    {
        var intent = call.Parameters.Text("payment_intent");
        var expand = call.Parameters.Expand("data.payment_intent", "data.refunds");
        return Listing.Answer(call, "/v1/charges", change.Books.Intents.Values.Where(known => known.Charge is not null), known => known.Charge!.Id, known => known.Charge!.Created,
            known => intent is null || known.Id == intent, known => Wire.Charge(known, change, Listing.Within(expand)));
    }
}
