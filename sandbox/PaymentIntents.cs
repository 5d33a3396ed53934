namespace EventTicket.Sandbox;

/// <summary>/v1/payment_intents</summary>
internal static class PaymentIntents
{
    private const string ChargeInline = "latest_charge";

    public static Reply Create(Call call, Change change)
    {
        var given = call.Parameters;
        var intent = new PaymentIntent
        {
            Id = Ids.New("pi_"),
            Amount = given.Whole("amount", 1, Money.Most),
            Currency = given.Currency("currency"),
            CaptureMethod = given.OneOf("capture_method", "automatic_async", "automatic", "manual"),
            Description = given.Text("description"),
            ReceiptEmail = given.Text("receipt_email"),
            Metadata = given.Metadata("metadata"),
            Created = change.Now,
        };
        ReadMethodTypes(given);
        given.Chargeable(intent.Amount, intent.Currency, "amount");
        var confirm = given.Flag("confirm");
        var card = ReadCard(given, required: confirm);
        var how = Confirmation.Read(given);
        if (given.Refused is { } refused)
            return refused;
        if (confirm)
            return Confirm(call, change, intent, card!, how);

        if (card is not null)
            intent = intent with { Card = card.Kept, Status = IntentStatus.RequiresConfirmation };
        change.Put(intent);
        return Answer(intent, how.WithCharge);
    }

    public static Reply Retrieve(Call call, Change change)
    {
        var withCharge = call.Parameters.Expand(ChargeInline).Count > 0;
        // A browser may retrieve with the secret; the server's key needs none.
        call.Parameters.Text("client_secret");
        return With(call, change, intent => Answer(intent, withCharge));
    }

    /// <summary>Newest first.</summary>
    public static Reply List(Call call, Change change)
    {
        var expand = call.Parameters.Expand("data." + ChargeInline);
        return Listing.Answer(call, "/v1/payment_intents", change.Books.Intents.Values, intent => intent.Id, intent => intent.Created, _ => true,
            intent => Wire.Intent(intent, expand.Count > 0));
    }

    /// <summary>As at Stripe, what is new is found only after a while: searching is no way to learn whether a call was done.</summary>
    public static Reply Search(Call call, Change change)
    {
        var given = call.Parameters;
        var text = given.Required("query");
        var query = SearchQuery.Parse(text);
        if (query is null && text != "")
            given.Refuse<string>($"The sandbox cannot search for {text}; it knows status, currency and metadata, with ':' and AND.", "query");
        var limit = (int)(given.OptionalWhole("limit", 1, 100) ?? 10);
        var page = given.Text("page");
        var expand = given.Expand("data." + ChargeInline);
        if (given.Refused is { } refused)
            return refused;
        var found = change.Books.Intents.Values.Where(intent => intent.Created <= change.Now - call.Settings.SearchDelaySeconds).Where(query!.Finds).Reverse().ToList();
        found = page is null ? found : [.. found.SkipWhile(intent => intent.Id != page).Skip(1)];
        var shown = found.Take(limit).ToList();
        return Reply.Ok(Wire.SearchResult("/v1/payment_intents/search", shown.Select(intent => Wire.Intent(intent, expand.Count > 0)), found.Count > limit ? shown[^1].Id : null));
    }

    public static Reply Confirm(Call call, Change change)
    {
        var card = ReadCard(call.Parameters, required: false);
        var how = Confirmation.Read(call.Parameters);
        return With(call, change, intent =>
        {
            if (!intent.MayBeConfirmed)
                return StripeErrors.UnexpectedState(intent, "confirmed");
            card ??= intent is { Status: IntentStatus.RequiresConfirmation, Card: { } kept } ? Cards.ByPaymentMethod(kept.PaymentMethod) : null;
            return card is null ? StripeErrors.Missing("payment_method") : Confirm(call, change, intent, card, how);
        });
    }

    public static Reply Capture(Call call, Change change)
    {
        var given = call.Parameters;
        var wanted = given.OptionalWhole("amount_to_capture", 1, Money.Most);
        given.Flag("final_capture");
        var withCharge = given.Expand(ChargeInline).Count > 0;
        return With(call, change, intent =>
        {
            if (intent.Status != IntentStatus.RequiresCapture)
                return StripeErrors.UnexpectedState(intent, "captured");
            if (wanted > intent.Capturable)
                return StripeErrors.Impossible($"The amount_to_capture ({wanted}) is more than can be captured ({intent.Capturable}).", "amount_to_capture", "amount_too_large");
            var captured = intent.Capture(wanted ?? intent.Amount);
            change.Put(captured);
            return Answer(captured, withCharge);
        });
    }

    public static Reply Cancel(Call call, Change change)
    {
        var given = call.Parameters;
        var reason = given.Text("cancellation_reason");
        if (reason is not (null or "duplicate" or "fraudulent" or "requested_by_customer" or "abandoned"))
            given.Refuse<string>("Invalid cancellation_reason: must be one of duplicate, fraudulent, requested_by_customer, abandoned", "cancellation_reason");
        var withCharge = given.Expand(ChargeInline).Count > 0;
        return With(call, change, intent =>
        {
            if (!intent.MayBeCanceled)
                return StripeErrors.UnexpectedState(intent, "canceled");
            if (change.Session(intent.Session)?.Status == SessionStatus.Open)
                return StripeErrors.Impossible("You cannot cancel this PaymentIntent because a Checkout Session is open on it. Expire the session instead.");
            var canceled = intent.Cancel(reason, change.Now);
            change.Put(canceled);
            return Answer(canceled, withCharge);
        });
    }

    private static Reply Confirm(Call call, Change change, PaymentIntent intent, TestCard card, Confirmation how)
    {
        if (card.AsksBuyer && how.ErrorInsteadOfAction)
            return Put(change, (intent with { Card = card.Kept }).Refuse(Cards.AuthenticationRequired), how.WithCharge);
        if (card.AsksBuyer && how.ReturnUrl is null)
            return StripeErrors.Missing("return_url");
        return Put(change, intent.Confirm(card, card.Kept, $"{call.PageBase}/bank/{intent.Id}", how.ReturnUrl, change.Now), how.WithCharge);
    }

    private static Reply Put(Change change, PaymentIntent confirmed, bool withCharge)
    {
        change.Put(confirmed);
        return confirmed.LastError is { } decline ? StripeErrors.CardRefused(confirmed, decline) : Answer(confirmed, withCharge);
    }

    private static Reply With(Call call, Change change, Func<PaymentIntent, Reply> then)
    {
        if (call.Parameters.Refused is { } refused)
            return refused;
        return change.Intent(call.Id) is { } intent ? then(intent) : StripeErrors.NoSuch("payment_intent", call.Id!, "intent");
    }

    private static Reply Answer(PaymentIntent intent, bool withCharge) => Reply.Ok(Wire.Intent(intent, withCharge));

    private static TestCard? ReadCard(Parameters given, bool required)
    {
        var id = required ? given.Required("payment_method") : given.Text("payment_method");
        if (string.IsNullOrEmpty(id))
            return null;
        return Cards.ByPaymentMethod(id) ?? given.Refuse<TestCard>($"No such PaymentMethod: '{id}'", "payment_method", "resource_missing");
    }

    private static void ReadMethodTypes(Parameters given)
    {
        if (given.List("allowed_payment_method_types").FirstOrDefault(type => type != "card") is { } other)
            given.Refuse<string>($"The sandbox takes cards only, not {other}.", "allowed_payment_method_types");
        given.Flag("automatic_payment_methods[enabled]");
        given.OneOf("automatic_payment_methods[allow_redirects]", "always", "never");
    }

    private sealed record Confirmation(string? ReturnUrl, bool ErrorInsteadOfAction, bool WithCharge)
    {
        public static Confirmation Read(Parameters given) =>
            new(given.Url("return_url"), given.Flag("error_on_requires_action"), given.Expand(ChargeInline).Count > 0);
    }
}
