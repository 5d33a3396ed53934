namespace EventTicket.Web.Gateway;

/// <summary>Every problem the gateway can answer with: its status, its code and its words.</summary>
internal static class Problems
{
    public static readonly Problem MethodNotAllowed = new("method-not-allowed", "Method not allowed", 405, "This address does not take that method; the Allow header names those it takes.");
    public static readonly Problem TooLarge = new("too-large", "Body too large", 413, "The body is larger than this call takes.");
    public static readonly Problem UnsupportedMediaType = new("unsupported-media-type", "Unsupported media type", 415, "Send the body as application/json.");
    public static readonly Problem Unexpected = new("unexpected", "Something went wrong on our side", 500, "It has been written down. Ask again with the same Idempotency-Key: nothing happens twice.");

    /// <summary>The problem of a refusal; a new code without words here is a surprise, and a test looks for it.</summary>
    public static Problem Of(Refusal refusal) => refusal.Code switch
    {
        RefusalCode.Invalid => Of(refusal.Code) with { Errors = Errors(refusal) },
        RefusalCode.CardDeclined => Of(refusal.Code) with { Detail = Refusals.Declined(refusal.Detail).ToString() },
        RefusalCode.Forbidden when refusal.Detail is { } why => Of(refusal.Code) with { Detail = Forbidden(why) },
        _ => Of(refusal.Code),
    };

    public static Problem Of(RefusalCode code) => code switch
    {
        RefusalCode.Invalid => new("invalid", "The request is not valid", 400, "See errors: each wrong field with what is allowed."),
        RefusalCode.NotSignedIn => new("not-signed-in", "Not signed in", 401, "Log in and send the token as 'Authorization: Bearer <token>'."),
        RefusalCode.InvalidCredentials => new("invalid-credentials", "Wrong e-mail or password", 401, "No account has this e-mail address and password."),
        RefusalCode.TotpRequired => new("totp-required", "Second factor required", 401, "This account also asks for the code of its authenticator."),
        RefusalCode.CardDeclined => new("card-declined", "The bank declined the card", 402, "Nothing was charged. The places are still held: pay with another card."),
        RefusalCode.Forbidden => new("forbidden", "Not allowed", 403, "Your role does not allow this, or it is not allowed here."),
        RefusalCode.NotFound => new("not-found", "Not found", 404, "There is nothing here, or it is not yours to see."),
        RefusalCode.EmailTaken => new("email-taken", "E-mail address taken", 409, "An account with this e-mail address exists already."),
        RefusalCode.SoldOut => new("sold-out", "Sold out", 409, "There are not enough free places left for this request."),
        RefusalCode.LimitReached => new("limit-reached", "Limit per person reached", 409, "This is more than one person may have for this event."),
        RefusalCode.NotOnSale => new("not-on-sale", "Not on sale", 409, "A ticket type of this request is not on sale now."),
        RefusalCode.HoldEnded => new("hold-ended", "The hold has ended", 409, "The time to pay is over and the places are free again. Nothing was charged."),
        RefusalCode.PaymentPending => new("payment-pending", "A payment is open", 409, "A payment for this order is still open. Finish it, or wait for its answer."),
        RefusalCode.AlreadyPaid => new("already-paid", "Already paid", 409, "This order has been paid and its tickets are issued."),
        RefusalCode.EventCancelled => new("event-cancelled", "The event is cancelled", 409, "Nothing is sold for it any more."),
        RefusalCode.PreconditionFailed => new("precondition-failed", "It has changed meanwhile", 412, "If-Match names another version. Read it again and repeat the change."),
        RefusalCode.IdempotencyKeyReused => new("idempotency-key-reused", "Idempotency key reused", 422, "This Idempotency-Key was used for another request. Use a fresh one."),
        RefusalCode.TooManyRequests => new("too-many-requests", "Too many requests", 429, "Wait as long as Retry-After says, then ask again."),
        RefusalCode.Busy => new("busy", "Busy", 503, "Nothing is lost. Ask again with the same Idempotency-Key after the seconds in Retry-After."),
        RefusalCode.PaymentsUnavailable => new("payments-unavailable", "Payments are unavailable", 503, "The payment provider does not answer. Nothing was charged; ask again after the seconds in Retry-After."),
        RefusalCode.CannotCancel => new("cannot-cancel", "Cannot be cancelled any more", 409, "A ticket of the booking was used or passed on, its payment is disputed, or the event has begun."),
        RefusalCode.CodeUnknown => new("code-unknown", "Unknown code", 409, "This event has no such code. Nothing was held."),
        RefusalCode.CodeNotYet => new("code-not-yet", "The code is not valid yet", 409, "The code can be used later. Nothing was held."),
        RefusalCode.CodeExpired => new("code-expired", "The code has expired", 409, "The code could be used earlier. Nothing was held."),
        RefusalCode.CodeUsedUp => new("code-used-up", "The code is used up", 409, "As many orders use the code as can. One comes back when a hold ends unpaid. Nothing was held."),
        RefusalCode.CodeNotForThese => new("code-not-for-these", "The code is not for these tickets", 409, "A code of this request is for other ticket types. Nothing was held."),
        RefusalCode.PlacesLeft => new("places-left", "There are places left", 409, "Nobody has to wait for so many: hold them instead."),
        RefusalCode.WaitingAlready => new("waiting-already", "Waiting already", 409, "You wait for this ticket type already. Leave its list first to ask for another number of places."),
        _ => throw new ArgumentOutOfRangeException(nameof(code), code, "This refusal has no problem."),
    };

    /// <summary>Why what one's role allows is not allowed now; a reason we do not know is a plain refusal.</summary>
    private static string Forbidden(string why) => why switch
    {
        "last-admin" => "You are the last admin. Make somebody else an admin first.",
        "unconfirmed" => "Confirm your e-mail address first: its link was mailed to you.",
        "events-to-come" => "You have events to come. Wait until they have ended, or cancel them first.",
        _ => Of(RefusalCode.Forbidden).Detail,
    };

    private static Dictionary<string, string[]> Errors(Refusal refusal) =>
        (refusal.Errors.IsDefault ? [] : refusal.Errors).GroupBy(error => error.Field)
            .ToDictionary(field => field.Key, field => field.Select(error => error.Message).ToArray());
}
