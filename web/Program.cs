using EventTicket.Web;
using EventTicket.Web.Gateway;
using EventTicket.Web.Site;

var builder = WebApplication.CreateBuilder(args);
builder.AddWebLogging();
builder.AddPorts();
builder.AddCluster();
builder.AddPeople();
builder.AddSite();
builder.AddGateway();

var app = builder.Build();
app.UseEventTicket();
app.Run();
