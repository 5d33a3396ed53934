using System.Collections.Immutable;
using EventTicket.Users;

namespace EventTicket.Web.Site;

/// <param name="ThisOne">The session that looks at the list.</param>
public sealed record SessionsModel(ImmutableArray<OwnSession> Sessions, Guid? ThisOne)
{
    public IEnumerable<OwnSession> ThisFirst => Sessions.OrderByDescending(session => session.SessionId == ThisOne);

    public bool HasOthers => Sessions.Any(session => session.SessionId != ThisOne);
}
