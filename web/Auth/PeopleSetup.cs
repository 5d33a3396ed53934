using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace EventTicket.Web;

internal static class PeopleSetup
{
    /// <summary>Who is signed in: a cookie on the site, a bearer token on the gateway, one session behind both.</summary>
    public static void AddPeople(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddAuthentication(Schemes.BySide)
            .AddPolicyScheme(Schemes.BySide, null, options => options.ForwardDefaultSelector = context =>
                context.RequestServices.GetRequiredService<Ports>().SideOf(context) == Side.Gateway ? Schemes.Bearer : Schemes.Cookie)
            .AddCookie(Schemes.Cookie)
            .AddScheme<AuthenticationSchemeOptions, BearerTokenHandler>(Schemes.Bearer, null);
        services.AddSingleton<ITicketStore, SessionTicketStore>();
        services.AddSingleton<SiteCookie>();
        services.AddSingleton<IConfigureOptions<CookieAuthenticationOptions>>(provider => provider.GetRequiredService<SiteCookie>());
        services.AddSingleton<IConfigureOptions<AntiforgeryOptions>>(provider => provider.GetRequiredService<SiteCookie>());
        services.AddSingleton<IConfigureOptions<CookieTempDataProviderOptions>>(provider => provider.GetRequiredService<SiteCookie>());
        services.AddPolicies();
        services.AddSharedKeyRing();
        builder.AddPerAddressLimit();
    }
}
