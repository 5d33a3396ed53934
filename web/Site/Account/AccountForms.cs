namespace EventTicket.Web.Site;

// What people type on the pages of their account. A password is never shown again.

public sealed record LoginForm
{
    public string Email { get; init; } = "";
    public string Password { get; init; } = "";
    public string? ReturnUrl { get; init; }
}

/// <param name="Sealed">Address and password of the first step, for five minutes.</param>
public sealed record SecondStepForm(string? Sealed = null, string? Totp = null, string? ReturnUrl = null);

public sealed record RegisterForm
{
    public string Name { get; init; } = "";
    public string Email { get; init; } = "";
    public string Password { get; init; } = "";
    public string? ReturnUrl { get; init; }
}

public sealed record NameForm
{
    public string? Name { get; init; }
}

public sealed record EmailForm
{
    public string? Email { get; init; }
    public string? Password { get; init; }
}

public sealed record PhoneForm
{
    public string? Phone { get; init; }
    public string? Password { get; init; }
}

public sealed record PasswordForm
{
    public string? CurrentPassword { get; init; }
    public string? NewPassword { get; init; }
}

/// <summary>The password once more, before something that should not happen by accident.</summary>
public sealed record ProofForm
{
    public string? Password { get; init; }
    public string? Totp { get; init; }
}
