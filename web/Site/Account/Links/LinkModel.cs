using EventTicket.Users;

namespace EventTicket.Web.Site;

/// <summary>A page that somebody reached by a mailed link.</summary>
/// <param name="Token">The secret of the link, which goes on in the form.</param>
/// <param name="Check">What the link is still good for.</param>
public sealed record LinkModel(string Token, LinkCheck Check)
{
    /// <summary>What an invitation makes of somebody: <c>a manager</c>; null when it is no invitation.</summary>
    public string? Office => Check.Office is { } office ? Words.Office(office) : null;
}

/// <summary>What a form behind a mailed link sends.</summary>
public sealed record LinkForm
{
    public string? Token { get; init; }
    public string? NewPassword { get; init; }
}
