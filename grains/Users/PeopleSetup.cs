using EventTicket.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace EventTicket.Users;

internal static class PeopleSetup
{
    /// <summary>Accounts, sessions, the web's key ring and the first admin. What is set wrongly stops the silo at its start.</summary>
    public static IServiceCollection AddPeople(this IServiceCollection services, IConfiguration configuration)
    {
        var factor = PasswordSettings.Factor(configuration["Passwords:WorkFactor"]);
        services.AddOptions<PasswordSettings>().Configure(settings => settings.WorkFactor = factor).ValidateOnStart();
        services.AddOptions<FirstAdminSettings>().Bind(configuration.GetSection("Admin")).ValidateOnStart();
        services.AddSingleton<IValidateOptions<PasswordSettings>, PasswordSettingsRules>();
        services.AddSingleton<IValidateOptions<FirstAdminSettings>, FirstAdminRules>();
        services.AddSingleton<PasswordGate>();
        services.AddSingleton<Passwords>();
        services.AddSingleton<Enrolment>();
        services.AddSingleton<IEmailAddresses, PostgresEmailAddresses>();
        services.AddSingleton<IKeyRing, PostgresKeyRing>();
        return services.AddSingleton<IStartupWork, FirstAdmin>();
    }
}
