namespace EventTicket.Web.Site;

/// <summary>What somebody typed to sign in. The password is never shown again.</summary>
public sealed record LoginForm
{
    public string Email { get; init; } = "";
    public string Password { get; init; } = "";
    public string? ReturnUrl { get; init; }
}

public sealed record RegisterForm
{
    public string Name { get; init; } = "";
    public string Email { get; init; } = "";
    public string Password { get; init; } = "";
    public string? ReturnUrl { get; init; }
}
