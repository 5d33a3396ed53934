using EventTicket.Mail;

namespace EventTicket.Users;

/// <summary>Where accounts are kept. In PostgreSQL; in memory for tests of grains, under the same contract.</summary>
internal interface IPeople
{
    /// <summary>The account; null when there never was one.</summary>
    Task<StoredUser?> Find(Guid userId);

    /// <summary>Who has an account with this address, as <see cref="EmailAddress.Normalise"/> makes it; null when nobody does.</summary>
    Task<Guid?> HolderOf(string address);

    /// <summary>Makes a change, whole or not at all.</summary>
    Task<Saved> Save(UserChange change);

    /// <summary>The token with this hash; null when it is not known, was used or is too old.</summary>
    Task<MailedLink?> FindLink(string hash);

    /// <summary>Notes that somebody wants a link; one who asks twice before it was worked off gets one.</summary>
    /// <param name="recipient">An address or a phone number, normalised.</param>
    Task AskForLink(string recipient, bool bySms);

    /// <summary>Puts the one-time link for the first admin in place of any earlier one. False when there is an admin.</summary>
    Task<bool> OfferFirstAdmin(string hash, DateTimeOffset until);

    /// <summary>What was asked with this id by this admin; null when nothing was.</summary>
    Task<string?> FingerprintOf(Guid adminId, string operation);

    /// <summary>Whether a payment of theirs is open, and whether they manage an event that people can see and that has not ended.</summary>
    Task<(bool PaymentOpen, bool EventsToCome)> WhyStay(Guid userId);

    /// <summary>Everything kept about the person, as JSON.</summary>
    Task<string> Data(Guid userId);
}

/// <summary>Which open sessions an account has. Each row follows its session's grain.</summary>
internal interface ISessionList
{
    /// <summary>Adds a session to an account, if the account still is as it was when the session was granted.</summary>
    Task<bool> Add(SessionRow row, int userVersion);

    /// <summary>The sessions that are not ended, the newest first.</summary>
    Task<IReadOnlyList<SessionRow>> Of(Guid userId);

    Task Seen(string key, DateTimeOffset at);

    /// <summary>Marks a session ended, before its grain is told.</summary>
    /// <returns>Its key; null when the account has none by this id.</returns>
    Task<string?> End(Guid userId, Guid sessionId);

    /// <summary>The grain has forgotten the session.</summary>
    Task Remove(string key);

    /// <summary>Keys of sessions whose grain must still be told: ended, or out of time.</summary>
    Task<IReadOnlyList<string>> ToEnd(DateTimeOffset now, int limit);
}

/// <param name="Key">The session's grain.</param>
internal sealed record SessionRow(
    string Key, Guid SessionId, Guid UserId, DateTimeOffset OpenedAt, DateTimeOffset SeenAt, DateTimeOffset ExpiresAt, SeenFrom From);
