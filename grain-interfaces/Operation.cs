namespace EventTicket;

/// <summary>The caller's own id of a changing call. Together with person, operation and event (or order) it names one effect for 24 hours.</summary>
/// <param name="Key">1 to 200 characters, made by the caller: a form's hidden field or the <c>Idempotency-Key</c> header.</param>
/// <param name="Fingerprint">A hash of what was asked; the same key with another fingerprint is refused.</param>
[GenerateSerializer, Immutable, Alias("Operation")]
public sealed record Operation([property: Id(0)] string Key, [property: Id(1)] string Fingerprint);

/// <summary>Who asks. Grains decide by this, never by a bare id.</summary>
[GenerateSerializer, Immutable, Alias("Caller")]
public sealed record Caller([property: Id(0)] Guid PersonId, [property: Id(1)] Role Role);

/// <summary>What a signed-in client may do; each role can do all that the one before it can.</summary>
public enum Role
{
    User = 0,
    Manager = 1,
    Admin = 2,
}
