using EventTicket.Hosting;
using EventTicket;
using EventTicket.Silo;
using Microsoft.Extensions.Options;

var builder = WebApplication.CreateBuilder(args);
try
{
    builder.AddSiloLogging();
    builder.AddDatabase();
    builder.AddEventTicketSilo();
    builder.Services.AddEventTicketGrains(builder.Configuration);
    builder.Services.AddStartupWork();
    builder.AddHealth();

    await using var silo = builder.Build();
    silo.MapHealth();
    await silo.PrepareDatabase();
    await silo.RunAsync();
    return 0;
}
catch (StartRefusedException refused)
{
    Console.Error.WriteLine(refused.Message);
    return 1;
}
catch (OptionsValidationException refused)
{
    Console.Error.WriteLine(string.Join(Environment.NewLine, refused.Failures));
    return 1;
}
