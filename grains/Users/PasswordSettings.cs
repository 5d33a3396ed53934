using System.Globalization;
using EventTicket.Hosting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace EventTicket.Users;

/// <summary>The section <c>Passwords</c>.</summary>
internal sealed class PasswordSettings
{
    /// <summary>How dear a guess is: each step doubles it. 11 is about a fifth of a second of a core.</summary>
    public int WorkFactor { get; set; } = Usual;

    private const int Usual = 11;

    /// <summary>The factor as the operator wrote it.</summary>
    /// <exception cref="StartRefusedException">It is not a whole number; which numbers are allowed is decided by <see cref="PasswordSettingsRules"/>.</exception>
    public static int Factor(string? text) =>
        string.IsNullOrWhiteSpace(text) ? Usual
        : int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var factor) ? factor
        : throw new StartRefusedException($"Passwords__WorkFactor is \"{text}\"; it takes a whole number from 10 to {Passwords.DearestFactor}.");
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
