namespace EventTicket.Users;

/// <summary>What is saved of an account.</summary>
internal sealed record UserState
{
    /// <summary>As typed; two addresses are compared by <see cref="EmailAddress.Normalise"/>.</summary>
    public string Email { get; init; } = "";

    public string Name { get; init; } = "";

    public string PasswordHash { get; init; } = "";

    public Role Role { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public bool EmailConfirmed { get; init; }

    /// <summary>This id was never an account and will never be one: its registration broke off, and its address went to somebody else.</summary>
    public bool Withdrawn { get; init; }
}
