namespace EventTicket.Sandbox;

/// <summary>Does one call: reads its parameters, refuses or changes the books.</summary>
internal delegate Reply Operation(Call call, Change change);

/// <summary>The way every call of Stripe's API goes.</summary>
internal sealed class StripeApi(Bank bank, Idempotency idempotency, Faults faults, SandboxSettings settings)
{
    private const int Silence = 30_000;

    public static void Map(WebApplication app)
    {
        foreach (var route in Routes.All)
            app.MapMethods("/v1" + route.Path, [route.Method], (HttpContext http, StripeApi api) => api.Answer(http, route));
        app.Map("/v1/{**rest}", (HttpContext http) => Write(http, StripeErrors.NoSuchRoute(http.Request.Method, http.Request.Path)));
    }

    private async Task Answer(HttpContext http, Route route)
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
        if (route.Stranger(call.Parameters.Names) is { } stranger)
        {
            await Write(http, StripeErrors.Unknown(stranger));
            return;
        }
        var fault = faults.Take(route.Name);
        var (reply, replayed) = await idempotency.Once(call, () => Do(call, fault, route.Operation));
        if (fault?.Kind == "silence")
            await Task.Delay(fault.DelayMs > 0 ? fault.DelayMs : Silence, http.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (fault?.Kind is "lose-reply" or "silence")
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
        if (fault is { DelayMs: > 0, Kind: not "silence" })
            await Task.Delay(fault.DelayMs);
        if (fault?.Kind == "fail-before")
            return StripeErrors.Broken(kept: false);
        if (fault?.Kind == "conflict")
            return StripeErrors.Conflict();
        return await bank.Decide(change =>
        {
            var done = fault?.Kind == "fail-kept" ? StripeErrors.Broken(kept: true) : operation(call, change);
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
