using EventTicket.Web;
using EventTicket.Web.Gateway;
using EventTicket.Web.Live;
using EventTicket.Web.Site;

try
{
    var builder = WebApplication.CreateBuilder(args);
    builder.AddWebLogging();
    builder.AddPorts();
    builder.AddTrustedProxies();
    builder.AddCluster();
    builder.AddPeople();
    builder.AddSite();
    builder.AddGateway();
    builder.AddLive();

    await using var app = builder.Build();
    app.UseEventTicket();
    await app.RunAsync();
    return 0;
}
catch (Exception refused) when (StartRefusal.Reasons(refused) is { } reasons)
{
    Console.Error.WriteLine(string.Join(Environment.NewLine, reasons));
    return 1;
}
