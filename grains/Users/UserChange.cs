using System.Collections.Immutable;
using EventTicket.Mail;

namespace EventTicket.Users;

/// <summary>One change of an account with all that goes with it: all of it happens, or nothing.</summary>
/// <param name="Version">The version it was decided on; 0 for a new account.</param>
/// <param name="Before">As it was; null for a new account.</param>
internal sealed record UserChange(Guid UserId, int Version, UserState? Before, UserState Next)
{
    /// <summary>The hash of the mailed token that is used up by it.</summary>
    public string? Uses { get; init; }

    public SessionsAfter Sessions { get; init; } = SessionsAfter.Stay;

    /// <summary>Links of these kinds, mailed or about to be, die.</summary>
    public ImmutableArray<TokenPurpose> Kills { get; init; } = [];

    public ImmutableArray<OutgoingMail> Mails { get; init; } = [];

    public Recorded? Record { get; init; }

    public AdminsNeeded Admins { get; init; }
}

/// <summary>Which sessions go on after a change.</summary>
/// <param name="Ends">False: all of them.</param>
/// <param name="Except">The key of the one that does; null: none.</param>
internal readonly record struct SessionsAfter(bool Ends, string? Except)
{
    public static readonly SessionsAfter Stay = new(false, null);
    public static readonly SessionsAfter EndAll = new(true, null);

    public static SessionsAfter EndOthers(string key) => new(true, key);
}

/// <summary>What must be true of the other admins.</summary>
internal enum AdminsNeeded
{
    Whatever,

    /// <summary>There is another active one: this change takes one away.</summary>
    Another,

    /// <summary>There is none yet: this change makes the first.</summary>
    None,
}

/// <summary>A row of the record of admins' actions.</summary>
/// <param name="Operation">The caller's own id of the request.</param>
internal sealed record Recorded(Guid AdminId, string Action, Guid? SubjectId, Operation Operation, string? Detail = null);

/// <summary>How a change came out.</summary>
internal enum SaveOutcome
{
    Saved,

    /// <summary>The account was changed by somebody else since it was read.</summary>
    Superseded,
    AddressTaken,

    /// <summary>The mailed token was used, replaced, or is too old.</summary>
    LinkDead,
    LastAdmin,
    AdminExists,
}

/// <param name="EndedSessions">Keys of the sessions that the change has ended; their grains are to be told.</param>
internal sealed record Saved(SaveOutcome Outcome, ImmutableArray<string> EndedSessions)
{
    public static Saved Refused(SaveOutcome outcome) => new(outcome, []);
}

/// <summary>An account as it was read.</summary>
internal sealed record StoredUser(int Version, UserState State);

/// <summary>A mailed token that is still good.</summary>
/// <param name="Value">What it confirms, or promotes to.</param>
internal sealed record MailedLink(string Hash, Guid UserId, TokenPurpose Purpose, string? Value, DateTimeOffset ExpiresAt);
