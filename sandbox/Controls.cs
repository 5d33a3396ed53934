namespace EventTicket.Sandbox;

/// <summary>What the sandbox can be told to do, at addresses that Stripe does not have: mishaps, and what else the world does to a payment.</summary>
internal static class Controls
{
    private sealed record WantedFault(string? Call, string? Fault, int Times = 1, int DelayMs = 0);

    private sealed record WantedMishap(string? Event, string? Mishap, int Times = 1, int DelayMs = 0, int? Seed = null);

    private sealed record WantedRefundStatus(string? Status);

    private sealed record WantedDispute(string? PaymentIntent, string Reason = "fraudulent", bool Inquiry = false);

    private sealed record WantedOutcome(string? Outcome);

    /// <summary>For <c>--help</c> and for GET /sandbox.</summary>
    public static string Help { get; } = $$"""
        The sandbox plays Stripe and the bank behind it. It moves no money.

        Its own addresses, which Stripe does not have. Bodies are JSON; what went well is 204.
          POST   /sandbox/faults                      {"call", "fault", "times"?, "delayMs"?}: the next calls of that name go wrong
          DELETE /sandbox/faults                      forget them all
          POST   /sandbox/webhooks                    {"event", "mishap", "times"?, "delayMs"?}: the next events of that type ("*" for any) go wrong;
                                                      {"seed"}: from now on each at random
          DELETE /sandbox/webhooks                    forget them all
          POST   /sandbox/refunds/ID                  {"status"}: the bank has heard what became of the refund (succeeded, failed, canceled)
          POST   /sandbox/disputes                    {"paymentIntent", "reason"?, "inquiry"?}: the buyer asks their bank for the money back; answers {"id"}
          POST   /sandbox/disputes/ID                 {"outcome"}: won or lost, as seen by the shop
          POST   /sandbox/payment-intents/ID/lapse    the bank lets go of money that was set aside
          DELETE /sandbox/idempotency-keys            forget all keys, as Stripe may after a day
          GET    /ledger, /ledger.json                every payment

        Faults
        {{Table(Faults.Kinds)}}

        Calls
        {{string.Join('\n', Routes.All.Chunk(4).Select(four => "  " + string.Join(", ", four.Select(route => route.Name))))}}

        Mishaps of events
        {{Table(WebhookMishaps.Kinds)}}

        Settings (environment)
          Sandbox__Port                    port on 127.0.0.1 (8020)
          Sandbox__PublicUrl               base of its pages
          Sandbox__Ledger                  the ledger file
          Sandbox__WebhookUrl, __WebhookSecret   where signed events go
          Sandbox__WebhookChaos            a seed: each event is lost, sent three times or late at random
          Sandbox__RefundSettleSeconds     how long the refunds of Stripe's refund test cards take to change (10)
          Sandbox__SearchDelaySeconds      how old a payment is before a search finds it (60)
        """;

    public static void MapControls(this WebApplication app)
    {
        app.MapGet("/sandbox", () => Results.Text(Help));
        app.MapPost("/sandbox/faults", AddFault);
        app.MapDelete("/sandbox/faults", (Faults faults) => Done(faults.Clear));
        app.MapPost("/sandbox/webhooks", AddMishap);
        app.MapDelete("/sandbox/webhooks", (WebhookMishaps mishaps) => Done(mishaps.Clear));
        app.MapDelete("/sandbox/idempotency-keys", (Bank bank) => Done(bank.ForgetAllReplies));
        app.MapPost("/sandbox/refunds/{id}", (string id, WantedRefundStatus wanted, Bank bank) => bank.Decide(change => SettleRefund(change, id, wanted.Status)));
        app.MapPost("/sandbox/disputes", (WantedDispute wanted, Bank bank) => bank.Decide(change => OpenDispute(change, wanted)));
        app.MapPost("/sandbox/disputes/{id}", (string id, WantedOutcome wanted, Bank bank) => bank.Decide(change => CloseDispute(change, id, wanted.Outcome)));
        app.MapPost("/sandbox/payment-intents/{id}/lapse", (string id, Bank bank) => bank.Decide(change => Lapse(change, id)));
    }

    private static IResult AddFault(WantedFault wanted, Faults faults)
    {
        if (!Routes.All.Any(route => route.Name == wanted.Call))
            return Bad($"call must be one of {string.Join(", ", Routes.All.Select(route => route.Name))}");
        if (!Faults.Kinds.ContainsKey(wanted.Fault ?? ""))
            return Bad($"fault must be one of {string.Join(", ", Faults.Kinds.Keys)}");
        return BadTimes(wanted.Times, wanted.DelayMs) ?? Done(() => faults.Add(new(wanted.Call!, wanted.Fault!, wanted.Times, wanted.DelayMs)));
    }

    private static IResult AddMishap(WantedMishap wanted, WebhookMishaps mishaps)
    {
        if (wanted.Seed is { } seed)
            return Done(() => mishaps.Roll(seed));
        if (string.IsNullOrEmpty(wanted.Event))
            return Bad("event must be an event's type, or *");
        if (!WebhookMishaps.Kinds.ContainsKey(wanted.Mishap ?? ""))
            return Bad($"mishap must be one of {string.Join(", ", WebhookMishaps.Kinds.Keys)}");
        return BadTimes(wanted.Times, wanted.DelayMs) ?? Done(() => mishaps.Add(new(wanted.Event, wanted.Mishap!, wanted.Times, wanted.DelayMs)));
    }

    private static IResult SettleRefund(Change change, string id, string? status)
    {
        if (!change.Books.Refunds.TryGetValue(id, out var refund))
            return Unknown("refund", id);
        if (status is null || !refund.MayBecome(status))
            return Bad($"status must be one that a refund that is {refund.Status} can change to, not '{status}'");
        return Done(() => Refunds.Settle(change, refund, status));
    }

    private static IResult OpenDispute(Change change, WantedDispute wanted)
    {
        if (change.Intent(wanted.PaymentIntent) is not { } intent)
            return Unknown("payment intent", wanted.PaymentIntent);
        if (intent.Received <= intent.Charge?.Refunded || intent.Received == 0)
            return Bad($"paymentIntent must be one that holds money; {intent.Id} is {intent.Status}");
        return Results.Json(new { id = Disputes.Open(change, intent, wanted.Reason, wanted.Inquiry).Id });
    }

    private static IResult CloseDispute(Change change, string id, string? outcome)
    {
        if (!change.Books.Disputes.TryGetValue(id, out var dispute))
            return Unknown("dispute", id);
        if (outcome is not (DisputeStatus.Won or DisputeStatus.Lost))
            return Bad("outcome must be won or lost");
        return dispute.IsClosed ? Bad($"The dispute is {dispute.Status} already") : Done(() => change.Put(dispute.Close(outcome == DisputeStatus.Won)));
    }

    private static IResult Lapse(Change change, string id)
    {
        if (change.Intent(id) is not { } intent)
            return Unknown("payment intent", id);
        return intent.Status == IntentStatus.RequiresCapture
            ? Done(() => change.Put(intent.Cancel("expired", change.Now)))
            : Bad($"No money is set aside for {id}: it is {intent.Status}");
    }

    private static IResult Done(Action act)
    {
        act();
        return Results.NoContent();
    }

    private static IResult? BadTimes(int times, int delayMs) =>
        times is < 1 or > 10_000 ? Bad("times must be from 1 to 10000") : delayMs is < 0 or > 600_000 ? Bad("delayMs must be from 0 to 600000") : null;

    private static IResult Bad(string message) => Results.BadRequest(new { error = message });

    private static IResult Unknown(string kind, string? id) => Results.NotFound(new { error = $"No such {kind}: '{id}'" });

    private static string Table(IReadOnlyDictionary<string, string> words) => string.Join('\n', words.Select(word => $"  {word.Key,-15} {word.Value}"));
}
