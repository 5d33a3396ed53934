using EventTicket.Web.Live;
using Microsoft.AspNetCore.Routing;

namespace EventTicket.Web.Gateway;

internal static class GatewaySetup
{
    public static void AddGateway(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<MatcherPolicy, SideMatcherPolicy>();
        builder.Services.AddSingleton<OrderPages>();
        builder.Services.AddDocument();
        builder.Services.AddOutputCache();
        builder.Services.ConfigureHttpJsonOptions(json => GatewayJson.Apply(json.SerializerOptions));
    }

    public static void MapGateway(this WebApplication app)
    {
        var gateway = app.MapGroup("").WithMetadata(new OnSideAttribute(Side.Gateway)).AddEndpointFilter<SoundRequestFilter>();
        gateway.MapIdentity();
        gateway.MapReset();
        gateway.MapSessions();
        gateway.MapProfile();
        gateway.MapCredentials();
        gateway.MapSecondFactor();
        gateway.MapFavourites();
        gateway.MapCatalogue();
        gateway.MapLive();
        gateway.MapHolds();
        gateway.MapPreSales();
        gateway.MapWaitingList();
        gateway.MapTickets();
        gateway.MapPayments();
        gateway.MapRefunds();
        gateway.MapDoor();
        gateway.MapTransfers();
        gateway.MapEvents();
        gateway.MapAttendees();
        gateway.MapCodes();
        gateway.MapManagerPages();
        gateway.MapOfficers();
        gateway.MapAdmins();
        gateway.MapHouse();
        gateway.MapMails();
        gateway.MapMoney();
        gateway.MapLedger();
        gateway.MapWebhook();
        gateway.MapDocument();
    }
}
