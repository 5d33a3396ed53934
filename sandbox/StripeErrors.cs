using System.Text.Json;

namespace EventTicket.Sandbox;

/// <summary>An answer of the API. <paramref name="Kept"/>: it is what the call's idempotency key answers from now on.</summary>
internal sealed record Reply(int Status, JsonElement Body, bool Kept)
{
    public static Reply Ok(object body) => new(StatusCodes.Status200OK, JsonSerializer.SerializeToElement(body, Wire.Json), Kept: true);
}

/// <summary>Refusals in Stripe's shape. As at Stripe, a call that fails validation is not kept for its idempotency key.</summary>
internal static class StripeErrors
{
    /// <summary>400: the caller's mistake; <paramref name="param"/> names the parameter.</summary>
    public static Reply Invalid(string message, string? param = null, string? code = null) =>
        Error(400, new { Type = "invalid_request_error", Code = code, Message = message, Param = param }, kept: false);

    public static Reply Missing(string param) => Invalid($"Missing required param: {param}.", param, "parameter_missing");

    public static Reply Unknown(string param) => Invalid($"Received unknown parameter: {param}", param, "parameter_unknown");

    /// <summary>404: no such object.</summary>
    public static Reply NoSuch(string kind, string id, string param = "id") =>
        Error(404, new { Type = "invalid_request_error", Code = "resource_missing", Message = $"No such {kind}: '{id}'", Param = param }, kept: false);

    /// <summary>400: the payment is past the point where this can be done.</summary>
    public static Reply UnexpectedState(PaymentIntent intent, string verb) => Error(400, new
    {
        Type = "invalid_request_error",
        Code = "payment_intent_unexpected_state",
        Message = $"This PaymentIntent could not be {verb} because it has a status of {intent.Status}.",
        PaymentIntent = Wire.Intent(intent),
    }, kept: true);

    /// <summary>402: the bank refused; the payment is shown as it is now.</summary>
    public static Reply CardRefused(PaymentIntent intent, Decline decline) => Error(402, new
    {
        Type = "card_error",
        decline.Code,
        decline.DeclineCode,
        decline.Message,
        Param = decline.Code == "incorrect_cvc" ? "cvc" : null,
        PaymentIntent = Wire.Intent(intent),
    }, kept: true);

    /// <summary>400: what was asked for cannot be done to this object as it stands.</summary>
    public static Reply Impossible(string message, string? param = null, string? code = null) =>
        Error(400, new { Type = "invalid_request_error", Code = code, Message = message, Param = param }, kept: true);

    public static Reply Unauthorised(string message) => Error(401, new { Type = "invalid_request_error", Message = message }, kept: false);

    public static Reply NoSuchRoute(string method, string path) =>
        Error(404, new { Type = "invalid_request_error", Message = $"Unrecognized request URL ({method}: {path}); the sandbox speaks a part of Stripe's API." }, kept: false);

    public static Reply KeyReused() => Error(400, new
    {
        Type = "idempotency_error",
        Message = "Keys for idempotent requests can only be used with the same parameters they were first used with. Try using another key.",
    }, kept: false);

    public static Reply KeyInUse() => Error(409, new
    {
        Type = "idempotency_error",
        Code = "idempotency_key_in_use",
        Message = "There is currently another in-progress request using this Idempotency-Key. Try again in a moment.",
    }, kept: false);

    public static Reply Conflict() => Error(409, new
    {
        Type = "invalid_request_error",
        Code = "lock_timeout",
        Message = "This object cannot be accessed right now because another API request is accessing it. Try again in a moment.",
    }, kept: false);

    public static Reply Broken(bool kept) => Error(500, new { Type = "api_error", Message = "An unknown error occurred" }, kept);

    private static Reply Error(int status, object error, bool kept) => new(status, JsonSerializer.SerializeToElement(new { Error = error }, Nulls), kept);

    // Stripe leaves out what does not apply.
    private static readonly JsonSerializerOptions Nulls = new(Wire.Json)
    {
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };
}
