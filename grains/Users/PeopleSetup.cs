using EventTicket.Admins;
using EventTicket.Hosting;
using EventTicket.Sessions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace EventTicket.Users;

internal static class PeopleSetup
{
    /// <summary>Accounts, sessions, admins, the web's key ring and the first admin. What is set wrongly stops the silo at its start.</summary>
    public static IServiceCollection AddPeople(this IServiceCollection services, IConfiguration configuration)
    {
        var factor = PasswordSettings.Factor(configuration["Passwords:WorkFactor"]);
        services.AddOptions<PasswordSettings>().Configure(settings => settings.WorkFactor = factor).ValidateOnStart();
        services.AddSingleton(LimitSettings.From(configuration["Limits:PerAccount"]));
        services.AddOptions<SecondFactorSettings>().Bind(configuration.GetSection("SecondFactor")).ValidateOnStart();
        services.AddOptions<FirstAdminSettings>().Bind(configuration.GetSection("Admin")).ValidateOnStart();
        services.AddSingleton<IValidateOptions<PasswordSettings>, PasswordSettingsRules>();
        services.AddSingleton<IValidateOptions<FirstAdminSettings>, FirstAdminRules>();
        services.AddSingleton<PasswordGate>();
        services.AddSingleton<Passwords>();
        services.AddSingleton<Enrolment>();
        services.AddSingleton<LogInLimits>();
        services.AddSingleton<IPeople, PostgresPeople>();
        services.AddSingleton<ISessionList, PostgresSessionList>();
        services.AddSingleton<AdminQueries>();
        services.AddSingleton<HouseQueries>();
        services.AddHostedService<EndedSessions>();
        services.AddSingleton<IKeyRing, PostgresKeyRing>();
        return services.AddSingleton<IStartupWork, FirstAdmin>();
    }
}
