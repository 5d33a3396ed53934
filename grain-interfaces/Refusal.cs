using System.Collections.Immutable;

namespace EventTicket;

/// <summary>A fact that stands in the way. Each has one stable code on the gateway and one wording on the site.</summary>
public enum RefusalCode
{
    Invalid,
    NotSignedIn,
    InvalidCredentials,
    TotpRequired,
    CardDeclined,
    Forbidden,
    NotFound,
    EmailTaken,
    SoldOut,
    LimitReached,
    NotOnSale,
    HoldEnded,
    PaymentPending,
    AlreadyPaid,
    EventCancelled,
    PreconditionFailed,
    IdempotencyKeyReused,
    TooManyRequests,
    Busy,
    PaymentsUnavailable,

    /// <summary>A booking: a ticket of it was used, passed on or is disputed, or its event has begun.</summary>
    CannotCancel,
    CodeUnknown,
    CodeNotYet,
    CodeExpired,
    CodeUsedUp,

    /// <summary>A code is for none of the ticket types of the request.</summary>
    CodeNotForThese,

    /// <summary>Nobody has to wait for these places: they are there.</summary>
    PlacesLeft,
    WaitingAlready,
}

/// <summary>Why a call was refused.</summary>
/// <param name="Code">The fact.</param>
/// <param name="Errors">For <see cref="RefusalCode.Invalid"/>: every field that is wrong, by its path in the request (<c>items[0].quantity</c>), with what is allowed.</param>
/// <param name="RetryAfter">When it is worth asking again, for busy, throttled and unavailable.</param>
/// <param name="Detail">A machine-readable detail, such as the bank's decline code; never shown raw.</param>
[GenerateSerializer, Immutable, Alias("Refusal")]
public sealed record Refusal(
    [property: Id(0)] RefusalCode Code,
    [property: Id(1)] ImmutableArray<FieldError> Errors = default,
    [property: Id(2)] TimeSpan? RetryAfter = null,
    [property: Id(3)] string? Detail = null)
{
    public static readonly Refusal NotFound = new(RefusalCode.NotFound);
    public static readonly Refusal Forbidden = new(RefusalCode.Forbidden);
    public static readonly Refusal SoldOut = new(RefusalCode.SoldOut);
    public static readonly Refusal LimitReached = new(RefusalCode.LimitReached);
    public static readonly Refusal NotOnSale = new(RefusalCode.NotOnSale);
    public static readonly Refusal HoldEnded = new(RefusalCode.HoldEnded);
    public static readonly Refusal PaymentPending = new(RefusalCode.PaymentPending);
    public static readonly Refusal AlreadyPaid = new(RefusalCode.AlreadyPaid);
    public static readonly Refusal EventCancelled = new(RefusalCode.EventCancelled);
    public static readonly Refusal KeyReused = new(RefusalCode.IdempotencyKeyReused);
    public static readonly Refusal Busy = new(RefusalCode.Busy, RetryAfter: TimeSpan.FromSeconds(1));

    /// <summary>One field is wrong.</summary>
    public static Refusal Invalid(string field, string message) => new(RefusalCode.Invalid, [new FieldError(field, message)]);

    /// <summary>Several fields are wrong.</summary>
    public static Refusal Invalid(IEnumerable<FieldError> errors) => new(RefusalCode.Invalid, [.. errors]);
}

/// <summary>One wrong field: its path in the request, and a sentence that says what is allowed.</summary>
[GenerateSerializer, Immutable, Alias("FieldError")]
public sealed record FieldError([property: Id(0)] string Field, [property: Id(1)] string Message);
