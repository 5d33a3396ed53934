using EventTicket.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EventTicket.Users;

/// <summary>The section <c>Admin</c>: who is made the first admin. Without it nobody is.</summary>
internal sealed class FirstAdminSettings
{
    public string? Email { get; set; }

    /// <summary>For a new account; one that is there keeps its own.</summary>
    public string? Password { get; set; }

    public string Name { get; set; } = "Admin";

    public bool IsSet => !string.IsNullOrEmpty(Email) || !string.IsNullOrEmpty(Password);
}

internal sealed class FirstAdminRules : IValidateOptions<FirstAdminSettings>
{
    /// <summary>Names each setting as the operator wrote it.</summary>
    public ValidateOptionsResult Validate(string? name, FirstAdminSettings options)
    {
        var errors = options.IsSet ? PersonRules.Errors(options.Email, options.Password, options.Name) : [];
        return errors.Count == 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(errors.Select(error => $"Admin__{char.ToUpperInvariant(error.Field[0])}{error.Field[1..]}: {error.Message}"));
    }
}

/// <summary>Makes the first admin, or promotes the account that has the address.</summary>
internal sealed class FirstAdmin(Enrolment enrolment, IOptions<FirstAdminSettings> settings, ILogger<FirstAdmin> log) : IStartupWork
{
    public string Name => "first admin";

    public async Task Run(IGrainFactory grains, CancellationToken stopping)
    {
        var admin = settings.Value;
        if (!admin.IsSet)
        {
            return;
        }

        var account = await enrolment.Ensure(admin.Email!, admin.Password!, admin.Name, Role.Admin);
        if (!account.Succeeded)
        {
            throw new InvalidOperationException($"The first admin could not be made: {account.Refusal.Code}.");
        }

        log.LogInformation("Account {UserId} is an admin", account.Value.UserId);
    }
}
