using EventTicket.Bench;
using EventTicket.Bench.Catalogue;
using EventTicket.Bench.Door;
using EventTicket.Bench.Engine;
using EventTicket.Bench.Figures;
using EventTicket.Bench.Followers;
using EventTicket.Bench.Growth;
using EventTicket.Bench.Http;
using EventTicket.Bench.Live;
using EventTicket.Bench.LogIns;
using EventTicket.Bench.OnSale;
using EventTicket.Bench.Payments;
using EventTicket.Bench.SlowBank;

var options = new Options(args);
Command? command = options.Run switch
{
    "onsale" => OnSaleCommand.Of(options),
    "payments" => PaymentsCommand.Of(options),
    "logins" => LogInsCommand.Of(options),
    "slowbank" => SlowBankCommand.Of(options),
    "door" => DoorCommand.Of(options),
    "engine" => EngineCommand.Of(options),
    "followers" => FollowersCommand.Of(options),
    "catalogue" => CatalogueCommand.Of(options),
    "growth" => GrowthCommand.Of(options),
    "live" => LiveCommand.Of(options),
    "http" => HttpCommand.Of(options),
    "figures" => FiguresCommand.Of(options),
    _ => null,
};
if (command is not null && options.Problems.Count == 0)
{
    return await command.Go();
}

IEnumerable<string> wrong = command is null ? ["Say what to run: figures, onsale, payments, logins, slowbank, door, followers, catalogue, growth, live, engine or http."] : options.Problems;
string[] usages = [FiguresCommand.Usage, OnSaleCommand.Usage, PaymentsCommand.Usage, LogInsCommand.Usage, SlowBankCommand.Usage, DoorCommand.Usage, FollowersCommand.Usage, CatalogueCommand.Usage, GrowthCommand.Usage, LiveCommand.Usage, EngineCommand.Usage, HttpCommand.Usage];
Console.Error.WriteLine($"{string.Join('\n', wrong)}\n\nLoads a system of its own on this machine and checks what it sold. It stops by itself.\n\n{string.Join("\n\n", usages)}");
return 2;
