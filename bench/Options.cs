using System.Globalization;

namespace EventTicket.Bench;

/// <summary>What the command line asks for.</summary>
/// <param name="Buyers">How many people want a place, 1 to 20,000.</param>
/// <param name="Places">How many places there are, 1 to 20,000.</param>
/// <param name="Silos">How many silos, 1 to 16.</param>
/// <param name="KillSilo">Whether the silo that owns the event is killed during the rush.</param>
/// <param name="Json">A file for the figures; null for none.</param>
/// <param name="Payments">Whether payments are run, and not an on-sale.</param>
/// <param name="Orders">How many orders are paid, 1 to 20,000.</param>
/// <param name="Kills">How many processes are killed meanwhile, 1 to 1,000.</param>
/// <param name="Seed">Decides who is killed and what becomes of the webhooks.</param>
/// <param name="Followers">How many follow the category, 1 to 1,000,000; null when something else is run.</param>
/// <param name="LogIns">Whether log-ins are measured, and not an on-sale.</param>
/// <param name="SlowBank">Whether holds beside a slow bank are measured, and not an on-sale.</param>
/// <param name="Door">Whether people are let in, and not sold to.</param>
/// <param name="People">How many come to the door, 1 to 100,000.</param>
/// <param name="Phones">How many phones scan at the same time, 1 to 64.</param>
internal sealed record Options(
    int Buyers = 2000, int Places = 500, int Silos = 1, bool KillSilo = false, string? Json = null, bool Payments = false, int Orders = 300, int Kills = 12, int Seed = 1, bool LogIns = false,
    bool SlowBank = false, bool Door = false, int People = 50_000, int Phones = 8, int? Followers = null)
{
    public const string Usage = """
        Loads a system of its own on this machine and checks what it sold. It stops by itself.

        dotnet run -c Release --project bench -- onsale [options]
          --buyers N     people who ask for one place each, all at once (2000)
          --places N     places there are (500)
          --silos N      silos of the system (1)
          --kill-silo    SIGKILL the silo that owns the event, during the rush
          --json FILE    write the figures to a file

        dotnet run -c Release --project bench -- payments [options]
          --orders N     orders that are paid, in every manner (300)
          --kills N      SIGKILLs of sandbox, web and silos meanwhile (12)
          --seed N       decides who is killed and which webhooks are lost or tripled (1)
          --silos N      silos of the system (1)

        dotnet run -c Release --project bench -- logins [--json FILE]
          pages alone and beside 200 log-ins at once; known and unknown addresses, by the time an answer takes

        dotnet run -c Release --project bench -- slowbank [--json FILE]
          holds beside payments at a bank that answers at once, and at one that takes three seconds

        dotnet run -c Release --project bench -- door [options]
          --people N     people who come to the door, each with a code of their own (50000)
          --phones N     phones that scan at the same time (8)
          --silos N      silos of the system (1)

        dotnet run -c Release --project bench -- followers [options]
          --followers N  who follow the category of an event that is published (100000)
          --silos N      silos of the system (1)
          --kill-silo    SIGKILL a silo while their rows are written
          --json FILE    write the figures to a file
        """;

    /// <summary>The options, or null and what is wrong.</summary>
    public static Options? Parse(IReadOnlyList<string> arguments, out string wrong)
    {
        wrong = "";
        if (arguments is not ["onsale" or "payments" or "logins" or "slowbank" or "door" or "followers", ..])
        {
            wrong = "Say what to run: onsale, payments, logins, slowbank, door or followers.";
            return null;
        }

        var payments = arguments[0] == "payments";
        var onSale = arguments[0] == "onsale";
        var options = new Options(Payments: payments, LogIns: arguments[0] == "logins", SlowBank: arguments[0] == "slowbank", Door: arguments[0] == "door", Followers: arguments[0] == "followers" ? 100_000 : null);
        for (var i = 1; i < arguments.Count; i++)
        {
            var (name, value) = (arguments[i], i + 1 < arguments.Count ? arguments[i + 1] : null);
            switch (name)
            {
                case "--kill-silo" when onSale || options.Followers is not null:
                    options = options with { KillSilo = true };
                    continue;
                case "--json" when !payments && value is not null:
                    options = options with { Json = value };
                    break;
                case "--buyers" or "--places" when onSale && Number(value, 20_000) is { } number:
                    options = name == "--buyers" ? options with { Buyers = number } : options with { Places = number };
                    break;
                case "--people" when options.Door && Number(value, 100_000) is { } number:
                    options = options with { People = number };
                    break;
                case "--phones" when options.Door && Number(value, 64) is { } number:
                    options = options with { Phones = number };
                    break;
                case "--followers" when options.Followers is not null && Number(value, 1_000_000) is { } number:
                    options = options with { Followers = number };
                    break;
                case "--orders" when payments && Number(value, 20_000) is { } number:
                    options = options with { Orders = number };
                    break;
                case "--kills" when payments && Number(value, 1_000) is { } number:
                    options = options with { Kills = number };
                    break;
                case "--seed" when payments && Number(value, int.MaxValue) is { } number:
                    options = options with { Seed = number };
                    break;
                case "--silos" when options is { LogIns: false, SlowBank: false } && Number(value, 16) is { } number:
                    options = options with { Silos = number };
                    break;
                default:
                    wrong = $"'{name} {value}' is not an option, or not a number that it takes.";
                    return null;
            }

            i++;
        }

        return options;
    }

    private static int? Number(string? text, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most ? number : null;
}
