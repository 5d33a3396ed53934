using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace EventTicket.Users;

/// <summary>The section <c>Passwords</c>.</summary>
internal sealed class PasswordSettings
{
    /// <summary>How dear a guess is: each step doubles it. 11 is about a fifth of a second of a core.</summary>
    public int WorkFactor { get; set; } = 11;
}

internal sealed class PasswordSettingsRules(IHostEnvironment environment) : IValidateOptions<PasswordSettings>
{
    public ValidateOptionsResult Validate(string? name, PasswordSettings options)
    {
        var least = environment.IsDevelopment() ? Passwords.CheapestFactor : 10;
        return options.WorkFactor >= least && options.WorkFactor <= Passwords.DearestFactor
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail($"Passwords__WorkFactor is {options.WorkFactor}; it takes {least} to {Passwords.DearestFactor} (below 10 in Development only).");
    }
}
