using System.Collections.Immutable;
using EventTicket.Mail;
using EventTicket.Sessions;
using EventTicket.Users;

namespace EventTicket.Tests.People;

/// <summary>Accounts, their sessions, links and mails under one lock: what one transaction does, one entry of the lock does.</summary>
internal sealed class InMemoryPeople(TimeProvider clock) : IPeople, ISessionList
{
    private readonly Lock alone = new();
    private readonly Dictionary<Guid, StoredUser> users = [];
    private readonly Dictionary<string, Guid> addresses = [];
    private readonly Dictionary<string, MailedLink> links = [];
    private readonly Dictionary<(string, string), OutgoingMail> mails = [];
    private readonly Dictionary<string, (SessionRow Row, bool Ended)> sessions = [];
    private readonly List<(string Recipient, bool BySms)> asked = [];
    private readonly List<Recorded> record = [];

    /// <summary>The next save breaks off, as if the database did not answer: true, after it was done.</summary>
    public bool? LoseNextSave { get; set; }

    public IReadOnlyList<OutgoingMail> Mails => Inside(() => mails.Values.ToList());

    public IReadOnlyList<(string Recipient, bool BySms)> Asked => Inside(() => asked.ToList());

    public IReadOnlyList<Recorded> Record => Inside(() => record.ToList());

    /// <summary>Sends a mail that carries a link, as far as the reader sees it.</summary>
    /// <returns>The token in the link.</returns>
    public string Deliver(OutgoingMail mail) => Inside(() =>
    {
        var link = (ICarriesLink)mail.Content;
        var token = SessionToken.New();
        links[SessionKey.Of(token)] = new(SessionKey.Of(token), mail.UserId!.Value, link.Purpose, link.Value, clock.GetUtcNow() + link.Life);
        return token;
    });

    public Task<StoredUser?> Find(Guid userId) => Task.FromResult(Inside(() => users.GetValueOrDefault(userId)));

    public Task<Guid?> HolderOf(string address) => Task.FromResult(Inside(() => addresses.TryGetValue(address, out var holder) ? holder : (Guid?)null));

    public Task<Saved> Save(UserChange change) => Task.FromResult(Inside(() =>
    {
        var lose = LoseNextSave;
        LoseNextSave = null;
        var saved = lose == false ? null : Change(change);
        return lose is null ? saved! : throw new OutcomeUnknownException("The database did not answer.");
    }));

    public Task<MailedLink?> FindLink(string hash) => Task.FromResult(Inside(() => Alive(hash)));

    public Task AskForLink(string recipient, bool bySms)
    {
        Inside(() =>
        {
            if (!asked.Contains((recipient, bySms)))
            {
                asked.Add((recipient, bySms));
            }

            return true;
        });
        return Task.CompletedTask;
    }

    public Task<bool> OfferFirstAdmin(string hash, DateTimeOffset until) => Task.FromResult(Inside(() =>
    {
        foreach (var old in links.Values.Where(link => link.Purpose == TokenPurpose.FirstAdmin).ToList())
        {
            links.Remove(old.Hash);
        }

        if (OtherAdmins(Guid.Empty))
        {
            return false;
        }

        links[hash] = new(hash, Guid.Empty, TokenPurpose.FirstAdmin, null, until);
        return true;
    }));

    public Task<string?> FingerprintOf(Guid adminId, string operation) => Task.FromResult(Inside(() =>
        record.Find(row => row.AdminId == adminId && row.Operation.Key == operation)?.Operation.Fingerprint));

    public Task<(bool PaymentOpen, bool EventsToCome)> WhyStay(Guid userId) => Task.FromResult((false, false));

    public Task<string> Data(Guid userId) => Task.FromResult("{}");

    public Task<bool> Add(SessionRow row, int userVersion) => Task.FromResult(Inside(() =>
        users.TryGetValue(row.UserId, out var user) && user.Version == userVersion && sessions.TryAdd(row.Key, (row, false))));

    public Task<IReadOnlyList<SessionRow>> Of(Guid userId) => Task.FromResult(Inside<IReadOnlyList<SessionRow>>(() =>
        [.. sessions.Values.Where(session => session.Row.UserId == userId && !session.Ended).Select(session => session.Row).OrderByDescending(row => row.OpenedAt)]));

    public Task Seen(string key, DateTimeOffset at)
    {
        Inside(() => sessions.TryGetValue(key, out var session) && (sessions[key] = (session.Row with { SeenAt = at }, session.Ended)).Ended);
        return Task.CompletedTask;
    }

    public Task<string?> End(Guid userId, Guid sessionId) => Task.FromResult(Inside(() =>
    {
        var key = sessions.Values.Where(session => session.Row.UserId == userId && session.Row.SessionId == sessionId).Select(session => session.Row.Key).SingleOrDefault();
        if (key is not null)
        {
            sessions[key] = (sessions[key].Row, true);
        }

        return key;
    }));

    public Task Remove(string key)
    {
        Inside(() => sessions.Remove(key));
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<string>> ToEnd(DateTimeOffset now, int limit) => Task.FromResult(Inside<IReadOnlyList<string>>(() =>
        [.. sessions.Values.Where(session => session.Ended || session.Row.ExpiresAt <= now || session.Row.SeenAt <= now - SessionTimes.Idle).Select(session => session.Row.Key).Take(limit)]));

    private Saved Change(UserChange change)
    {
        if (change.Admins == AdminsNeeded.Another && !OtherAdmins(change.UserId))
        {
            return Saved.Refused(SaveOutcome.LastAdmin);
        }

        if (change.Admins == AdminsNeeded.None && OtherAdmins(change.UserId))
        {
            return Saved.Refused(SaveOutcome.AdminExists);
        }

        if ((users.GetValueOrDefault(change.UserId)?.Version ?? 0) != change.Version)
        {
            return Saved.Refused(SaveOutcome.Superseded);
        }

        var (before, after) = (Address(change.Before), Address(change.Next));
        if (after is not null && after != before && addresses.ContainsKey(after))
        {
            return Saved.Refused(SaveOutcome.AddressTaken);
        }

        if (change.Uses is { } hash && Alive(hash) is null)
        {
            return Saved.Refused(SaveOutcome.LinkDead);
        }

        addresses.Remove(before ?? "");
        if (after is not null)
        {
            addresses[after] = change.UserId;
        }

        links.Remove(change.Uses ?? "");
        users[change.UserId] = new(change.Version + 1, change.Next);
        foreach (var dead in links.Values.Where(link => link.UserId == change.UserId && change.Kills.Contains(link.Purpose)).ToList())
        {
            links.Remove(dead.Hash);
        }

        foreach (var mail in change.Mails)
        {
            mails.TryAdd((mail.Person, mail.Thing), mail);
        }

        if (change.Record is { } row)
        {
            record.Add(row);
        }

        ImmutableArray<string> ended = change.Sessions.Ends
            ? [.. sessions.Values.Where(session => session.Row.UserId == change.UserId && session.Row.Key != change.Sessions.Except).Select(session => session.Row.Key)]
            : [];
        foreach (var key in ended)
        {
            sessions[key] = (sessions[key].Row, true);
        }

        return new(SaveOutcome.Saved, ended);
    }

    private bool OtherAdmins(Guid userId) => users.Any(user => user.Key != userId && user.Value.State is { Role: Role.Admin, Deleted: false });

    private MailedLink? Alive(string hash) => links.TryGetValue(hash, out var link) && link.ExpiresAt > clock.GetUtcNow() ? link : null;

    private static string? Address(UserState? state) => state is null or { Deleted: true } ? null : EmailAddress.Normalise(state.Email);

    private T Inside<T>(Func<T> work)
    {
        lock (alone)
        {
            return work();
        }
    }
}
