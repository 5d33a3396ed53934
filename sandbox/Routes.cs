using System.Text.RegularExpressions;

namespace EventTicket.Sandbox;

/// <summary>One call of Stripe's API that the sandbox speaks.</summary>
/// <param name="Name">The name by which faults are scripted.</param>
/// <param name="Accepts">
/// The parameters it understands, <c>[]</c> for any place in a list and <c>[*]</c> for any key. Each is one that Stripe takes here;
/// whatever else is sent is refused, so that nothing passes that would be passed over.
/// </param>
internal sealed partial record Route(string Name, string Method, string Path, Operation Operation, params string[] Accepts)
{
    /// <summary>The first parameter that is not understood; null when all are.</summary>
    public string? Stranger(IEnumerable<string> names) => names.FirstOrDefault(name => !Accepts.Contains(Shape(name)));

    // metadata[x] is a key, line_items[0] a place; a key may be a number too.
    private static string Shape(string name) =>
        MetadataKey().Replace(name, "metadata$1[*]") is var keyed && keyed != name ? keyed : Place().Replace(name, "[]");

    [GeneratedRegex(@"\bmetadata(\]?)\[[^\]]*\]$")]
    private static partial Regex MetadataKey();

    [GeneratedRegex(@"\[\d+\]")]
    private static partial Regex Place();
}

/// <summary>The part of Stripe's API that the sandbox speaks.</summary>
internal static class Routes
{
    private static readonly string[] Paging = ["limit", "starting_after", "ending_before", "created", "created[gt]", "created[gte]", "created[lt]", "created[lte]", "expand[]"];
    private static readonly string[] OfPayment = ["payment_intent", "charge"];

    public static readonly IReadOnlyList<Route> All =
    [
        new("checkout.sessions.create", "POST", "/checkout/sessions", Sessions.Create,
            "mode", "ui_mode", "allowed_payment_method_types[]", "success_url", "cancel_url", "client_reference_id", "customer_email", "locale", "expires_at",
            "line_items[][quantity]", "line_items[][price_data][currency]", "line_items[][price_data][unit_amount]",
            "line_items[][price_data][product_data][name]", "line_items[][price_data][product_data][description]",
            "payment_intent_data[capture_method]", "payment_intent_data[description]", "payment_intent_data[metadata][*]", "metadata[*]", "expand[]"),
        new("checkout.sessions.retrieve", "GET", "/checkout/sessions/{id}", Sessions.Retrieve, "expand[]"),
        new("checkout.sessions.list", "GET", "/checkout/sessions", Sessions.List, [.. Paging, "payment_intent", "status"]),
        new("checkout.sessions.expire", "POST", "/checkout/sessions/{id}/expire", Sessions.Expire, "expand[]"),
        new("payment_intents.create", "POST", "/payment_intents", PaymentIntents.Create,
            "amount", "currency", "capture_method", "description", "receipt_email", "metadata[*]", "allowed_payment_method_types[]",
            "automatic_payment_methods[enabled]", "automatic_payment_methods[allow_redirects]", "confirm", "payment_method", "return_url", "error_on_requires_action", "expand[]"),
        new("payment_intents.retrieve", "GET", "/payment_intents/{id}", PaymentIntents.Retrieve, "client_secret", "expand[]"),
        new("payment_intents.list", "GET", "/payment_intents", PaymentIntents.List, Paging),
        new("payment_intents.search", "GET", "/payment_intents/search", PaymentIntents.Search, "query", "limit", "page", "expand[]"),
        new("payment_intents.confirm", "POST", "/payment_intents/{id}/confirm", PaymentIntents.Confirm, "payment_method", "return_url", "error_on_requires_action", "expand[]"),
        new("payment_intents.capture", "POST", "/payment_intents/{id}/capture", PaymentIntents.Capture, "amount_to_capture", "final_capture", "expand[]"),
        new("payment_intents.cancel", "POST", "/payment_intents/{id}/cancel", PaymentIntents.Cancel, "cancellation_reason", "expand[]"),
        new("charges.retrieve", "GET", "/charges/{id}", Charges.Retrieve, "expand[]"),
        new("charges.list", "GET", "/charges", Charges.List, [.. Paging, "payment_intent"]),
        new("refunds.create", "POST", "/refunds", Refunds.Create, [.. OfPayment, "amount", "reason", "metadata[*]", "expand[]"]),
        new("refunds.retrieve", "GET", "/refunds/{id}", Refunds.Retrieve, "expand[]"),
        new("refunds.update", "POST", "/refunds/{id}", Refunds.Update, "metadata[*]", "expand[]"),
        new("refunds.list", "GET", "/refunds", Refunds.List, [.. Paging, .. OfPayment]),
        new("disputes.retrieve", "GET", "/disputes/{id}", Disputes.Retrieve, "expand[]"),
        new("disputes.update", "POST", "/disputes/{id}", Disputes.Update, "evidence[uncategorized_text]", "submit", "metadata[*]", "expand[]"),
        new("disputes.close", "POST", "/disputes/{id}/close", Disputes.Close, "expand[]"),
        new("disputes.list", "GET", "/disputes", Disputes.List, [.. Paging, .. OfPayment]),
    ];
}
