using EventTicket;
using EventTicket.Silo;

var builder = WebApplication.CreateBuilder(args);
try
{
    builder.AddSiloLogging();
    builder.AddDatabase();
    if (args is [ReconcileCommand.Name, ..])
    {
        return await ReconcileCommand.Run(builder);
    }

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
catch (Exception refused) when (StartRefusal.Reasons(refused) is { } reasons)
{
    Console.Error.WriteLine(string.Join(Environment.NewLine, reasons));
    return args is [ReconcileCommand.Name, ..] ? ReconcileCommand.NotCompared : 1;
}
