using EventTicket.Demo;
using EventTicket.Hosting;
using EventTicket.Sessions;
using Microsoft.Extensions.Configuration;
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

/// <summary>
/// Makes the admin that the operator names, or promotes the account that has the address. Where none is named and there is none, a
/// one-time link to make the first one is laid into the data folder, or said in the log where there is no folder.
/// </summary>
internal sealed class FirstAdmin(
    Enrolment enrolment, IPeople people, IOptions<FirstAdminSettings> settings, IOptions<DemoSettings> demo, IConfiguration configuration,
    TimeProvider clock, ILogger<FirstAdmin> log) : IStartupWork
{
    /// <summary>In the data folder, with one line, while there is no admin; the launcher shows it.</summary>
    private const string LinkFile = "first-admin";

    private static readonly TimeSpan Life = TimeSpan.FromDays(1);

    public string Name => "first admin";

    public Task Run(IGrainFactory grains, CancellationToken stopping) =>
        settings.Value.IsSet ? Make() : demo.Value.Enabled ? Task.CompletedTask : Offer(stopping);

    private async Task Make()
    {
        var admin = settings.Value;
        var account = await enrolment.Ensure(admin.Email!, admin.Password!, admin.Name, Role.Admin);
        if (!account.Succeeded)
        {
            throw new InvalidOperationException($"The first admin could not be made: {account.Refusal.Code}.");
        }

        log.LogInformation("Account {UserId} is an admin", account.Value.UserId);
    }

    private async Task Offer(CancellationToken stopping)
    {
        var token = SessionToken.New();
        var file = configuration["Data:Folder"] is { Length: > 0 } folder ? Path.Combine(folder, LinkFile) : null;
        var offered = await people.OfferFirstAdmin(SessionKey.Of(token), clock.GetUtcNow() + Life);
        var link = $"{configuration["Site:PublicUrl"]?.TrimEnd('/') ?? "http://localhost:8000"}/first-admin?token={token}";
        if (file is not null)
        {
            File.Delete(file);
        }

        if (!offered)
        {
            return;
        }

        if (file is null)
        {
            log.LogWarning("There is no admin yet. Whoever opens this within a day becomes the first: {Link}", link);
            return;
        }

        // For the owner's eyes: it is as good as the admin's password.
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        await using var owned = new FileStream(file, options);
        await using var text = new StreamWriter(owned);
        await text.WriteLineAsync(link.AsMemory(), stopping);
        log.LogWarning("There is no admin yet. {File} holds a link with which to become the first, once and within a day", file);
    }
}
