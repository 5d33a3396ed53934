namespace EventTicket.Sandbox;

/// <summary>/v1/checkout/sessions</summary>
internal static class Sessions
{
    private const long MinutesLeast = 30;
    private const long HoursMost = 24;

    public static Reply Create(Call call, Change change)
    {
        var given = call.Parameters;
        given.OneOf("mode", "payment");
        given.OneOf("ui_mode", "hosted_page");
        if (given.List("allowed_payment_method_types").FirstOrDefault(type => type != "card") is { } other)
            given.Refuse<string>($"The sandbox takes cards only, not {other}.", "allowed_payment_method_types");
        var id = Ids.New("cs_test_");
        var session = new Session
        {
            Id = id,
            Url = $"{call.PageBase}/pay/{id}",
            Created = change.Now,
            ExpiresAt = ReadExpiry(given, change.Now),
            Currency = given.Count("line_items") > 0 ? given.Currency("line_items[0][price_data][currency]") : "",
            LineItems = ReadLineItems(given),
            SuccessUrl = given.Url("success_url") ?? given.Required("success_url"),
            CancelUrl = given.Url("cancel_url"),
            ClientReferenceId = given.Text("client_reference_id", 200),
            CustomerEmail = ReadEmail(given),
            Locale = given.Text("locale", 10),
            CaptureMethod = given.OneOf("payment_intent_data[capture_method]", "automatic_async", "automatic", "manual"),
            IntentDescription = given.Text("payment_intent_data[description]"),
            IntentMetadata = given.Metadata("payment_intent_data[metadata]"),
            Metadata = given.Metadata("metadata"),
        };
        if (session.LineItems.Count > 0 && session.Total is < 1 or > Money.Most)
            given.Refuse<string>($"The Checkout Session's total amount must be from 1 to {Money.Most}.", "line_items", "amount_too_small");
        else if (session.LineItems.Count > 0)
            given.Chargeable(session.Total, session.Currency, "line_items");
        var expand = Expand(given);
        if (given.Refused is { } refused)
            return refused;
        change.Put(session);
        return Answer(change, session, expand);
    }

    public static Reply Retrieve(Call call, Change change)
    {
        var expand = Expand(call.Parameters);
        return With(call, change, session => Answer(change, session, expand));
    }

    /// <summary>Newest first.</summary>
    public static Reply List(Call call, Change change)
    {
        var given = call.Parameters;
        var intent = given.Text("payment_intent");
        var status = given.Text("status");
        if (status is not (null or SessionStatus.Open or SessionStatus.Complete or SessionStatus.Expired))
            given.Refuse<string>("Invalid status: must be one of complete, expired, open", "status");
        var expand = Listing.Within(given.Expand("data.payment_intent", "data.payment_intent.latest_charge"));
        return Listing.Answer(call, "/v1/checkout/sessions", change.Books.Sessions.Values, session => session.Id, session => session.Created,
            session => (intent is null || session.Intent == intent) && (status is null || session.Status == status), session => Show(change, session, expand));
    }

    public static Reply Expire(Call call, Change change)
    {
        var expand = Expand(call.Parameters);
        return With(call, change, session => session.Status != SessionStatus.Open
            ? StripeErrors.Impossible($"Only Checkout Sessions with a status in [\"open\"] can be expired. This Checkout Session has a status of {session.Status}.")
            : Answer(change, Expire(change, session), expand));
    }

    /// <summary>Ends an open session; a card that was tried on it, or is being approved, is charged nothing any more.</summary>
    public static Session Expire(Change change, Session session)
    {
        if (change.Intent(session.Intent) is { MayBeCanceled: true } intent)
            change.Put(intent.Cancel("abandoned", change.Now));
        var expired = session with { Status = SessionStatus.Expired };
        change.Put(expired);
        return expired;
    }

    /// <summary>The buyer's card is tried. Only an open session takes one, so a second click finds it complete.</summary>
    public static void Pay(Change change, Session session, TestCard card, string bankPage)
    {
        var intent = change.Intent(session.Intent) ?? new PaymentIntent
        {
            Id = Ids.New("pi_"),
            Amount = session.Total,
            Currency = session.Currency,
            CaptureMethod = session.CaptureMethod,
            Created = change.Now,
            Description = session.IntentDescription,
            Metadata = session.IntentMetadata,
            ReceiptEmail = session.CustomerEmail,
            Session = session.Id,
        };
        Follow(change, session with { Intent = intent.Id }, intent.Confirm(card, card.TypedIn, $"{bankPage}/{intent.Id}", session.Url, change.Now));
    }

    /// <summary>Writes down what the bank answered; a payment that is reserved or taken completes the session.</summary>
    public static void Follow(Change change, Session session, PaymentIntent intent)
    {
        change.Put(intent);
        change.Put(intent.Charge is null ? session : session with { Status = SessionStatus.Complete });
    }

    private static Reply With(Call call, Change change, Func<Session, Reply> then)
    {
        if (call.Parameters.Refused is { } refused)
            return refused;
        return change.Session(call.Id) is { } session ? then(session) : StripeErrors.NoSuch("checkout.session", call.Id!, "session");
    }

    private static Reply Answer(Change change, Session session, IReadOnlyList<string> expand) =>
        Reply.Ok(Show(change, session, expand));

    private static object Show(Change change, Session session, IReadOnlyList<string> expand) =>
        Wire.Session(session, change.Intent(session.Intent), expand.Count > 0, expand.Contains("payment_intent.latest_charge"));

    private static IReadOnlyList<string> Expand(Parameters given) => given.Expand("payment_intent", "payment_intent.latest_charge");

    private static long ReadExpiry(Parameters given, long now)
    {
        if (given.OptionalWhole("expires_at", 0, long.MaxValue) is not { } at)
            return now + HoursMost * 3600;
        if (at < now + MinutesLeast * 60)
            given.Refuse<string>($"The `expires_at` timestamp must be at least {MinutesLeast} minutes from Checkout Session creation.", "expires_at");
        if (at > now + HoursMost * 3600)
            given.Refuse<string>($"The `expires_at` timestamp must be less than {HoursMost} hours from Checkout Session creation.", "expires_at");
        return at;
    }

    private static string? ReadEmail(Parameters given) => given.Text("customer_email", 512) switch
    {
        { } text when text.IndexOf('@') is var at && (at < 1 || at == text.Length - 1) => given.Refuse<string>($"Invalid email address: {text}", "customer_email", "email_invalid"),
        var text => text,
    };

    private static List<LineItem> ReadLineItems(Parameters given)
    {
        var count = given.Count("line_items");
        if (count is 0 or > 100)
            given.Refuse<string>("line_items must have 1 to 100 entries.", "line_items", count == 0 ? "parameter_missing" : null);
        var items = new List<LineItem>();
        string? currency = null;
        for (var i = 0; i < Math.Min(count, 100); i++)
        {
            var (item, price) = ($"line_items[{i}]", $"line_items[{i}][price_data]");
            currency ??= given.Currency($"{price}[currency]");
            if (given.Currency($"{price}[currency]") != currency)
                given.Refuse<string>("All line items must have the same currency.", $"{price}[currency]");
            items.Add(new(
                given.Required($"{price}[product_data][name]"),
                given.Text($"{price}[product_data][description]"),
                given.Whole($"{price}[unit_amount]", 0, Money.Most),
                given.Whole($"{item}[quantity]", 1, 999_999)));
        }
        return items;
    }
}
