using System.Collections.Immutable;

namespace EventTicket.Users;

/// <summary>What is kept of an account.</summary>
internal sealed record UserState
{
    /// <summary>As typed; two addresses are compared by <see cref="EmailAddress.Normalise"/>.</summary>
    public required string Email { get; init; }

    public required string Name { get; init; }

    /// <summary>Null: invited, and no password was set yet.</summary>
    public string? PasswordHash { get; init; }

    /// <summary>What the person was made; it counts while <see cref="Active"/>.</summary>
    public Role Office { get; init; }

    public bool Active { get; init; } = true;

    /// <summary>An office that waits for its invitation to be followed.</summary>
    public Role? InvitedTo { get; init; }

    public DateTimeOffset? OfficeSince { get; init; }

    public bool EmailConfirmed { get; init; }

    public string? NewEmail { get; init; }

    /// <summary>Confirmed, in E.164.</summary>
    public string? Phone { get; init; }

    public string? NewPhone { get; init; }

    /// <summary>Set while the second factor is switched on.</summary>
    public byte[]? TotpSecret { get; init; }

    /// <summary>Shown, but no digits of it were seen yet.</summary>
    public byte[]? TotpPending { get; init; }

    /// <summary>The last time step whose digits were used: they open nothing twice.</summary>
    public long TotpStep { get; init; }

    /// <summary>Hashes of the recovery codes that are left.</summary>
    public ImmutableArray<string> RecoveryCodes { get; init; } = [];

    public required DateTimeOffset CreatedAt { get; init; }

    public bool Deleted { get; init; }

    /// <summary>What the person may do.</summary>
    public Role Role => Active ? Office : Role.User;

    /// <summary>Without what only the one who was signed in so far knows or holds: for when the true owner of the address takes over.</summary>
    public UserState WithoutFactors() =>
        this with { TotpSecret = null, TotpPending = null, RecoveryCodes = [], Phone = null, NewPhone = null, NewEmail = null };
}
