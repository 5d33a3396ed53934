namespace EventTicket.Sandbox;

/// <summary>Does one call: reads its parameters, refuses or changes the books.</summary>
internal delegate Reply Operation(Call call, Change change);

/// <summary>The part of Stripe's API that the sandbox speaks, and the way every call of it goes.</summary>
internal sealed class StripeApi(Bank bank, Idempotency idempotency, Faults faults, SandboxSettings settings)
{
    private static readonly (string Name, string Method, string Path, Operation Operation)[] Routes =
    [
        ("checkout.sessions.create", "POST", "/checkout/sessions", Sessions.Create),
        ("checkout.sessions.retrieve", "GET", "/checkout/sessions/{id}", Sessions.Retrieve),
        ("checkout.sessions.expire", "POST", "/checkout/sessions/{id}/expire", Sessions.Expire),
        ("payment_intents.create", "POST", "/payment_intents", PaymentIntents.Create),
        ("payment_intents.retrieve", "GET", "/payment_intents/{id}", PaymentIntents.Retrieve),
        ("payment_intents.confirm", "POST", "/payment_intents/{id}/confirm", PaymentIntents.Confirm),
        ("payment_intents.capture", "POST", "/payment_intents/{id}/capture", PaymentIntents.Capture),
        ("payment_intents.cancel", "POST", "/payment_intents/{id}/cancel", PaymentIntents.Cancel),
        ("refunds.create", "POST", "/refunds", Refunds.Create),
        ("refunds.retrieve", "GET", "/refunds/{id}", Refunds.Retrieve),
        ("refunds.list", "GET", "/refunds", Refunds.List),
    ];

    /// <summary>The names by which faults are scripted.</summary>
    public static IEnumerable<string?> Calls => Routes.Select(route => route.Name);

    public static void Map(WebApplication app)
    {
        foreach (var (name, method, path, operation) in Routes)
            app.MapMethods("/v1" + path, [method], (HttpContext http, StripeApi api) => api.Answer(http, name, operation));
        app.Map("/v1/{**rest}", (HttpContext http) => Write(http, StripeErrors.NoSuchRoute(http.Request.Method, http.Request.Path)));
    }

    private async Task Answer(HttpContext http, string name, Operation operation)
    {
        if (ApiKey.Refusal(http.Request) is { } refusal)
        {
            await Write(http, refusal);
            return;
        }
        Call call;
        try
        {
            call = await Call.Read(http, settings);
        }
        catch (Exception unreadable) when (unreadable is InvalidDataException or BadHttpRequestException)
        {
            await Write(http, StripeErrors.Invalid($"The body cannot be read: {unreadable.Message}"));
            return;
        }
        var fault = faults.Take(name);
        var (reply, replayed) = await idempotency.Once(call, () => Do(call, fault, operation));
        if (fault?.Kind == "lose-reply")
        {
            http.Abort();
            return;
        }
        if (replayed)
            http.Response.Headers["Idempotent-Replayed"] = "true";
        await Write(http, reply);
    }

    private async Task<Reply> Do(Call call, Fault? fault, Operation operation)
    {
        // Not cut short when the caller hangs up: a bank finishes what it has begun.
        if (fault?.DelayMs > 0)
            await Task.Delay(fault.DelayMs);
        if (fault?.Kind == "fail-before")
            return StripeErrors.Broken(kept: false);
        if (fault?.Kind == "conflict")
            return StripeErrors.Conflict();
        return await bank.Decide(change =>
        {
            var done = operation(call, change);
            var reply = fault?.Kind == "fail-after" && done.Kept ? StripeErrors.Broken(kept: true) : done;
            if (call.Key is { } key && reply.Kept)
                change.Keep(key, call.Fingerprint, reply);
            return reply;
        });
    }

    private static Task Write(HttpContext http, Reply reply)
    {
        http.Response.StatusCode = reply.Status;
        http.Response.Headers["Request-Id"] = Ids.New("req_");
        http.Response.Headers["Stripe-Version"] = Wire.Version;
        return http.Response.WriteAsJsonAsync(reply.Body);
    }
}
