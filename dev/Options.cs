using System.Globalization;

namespace EventTicket.Dev;

/// <summary>What the command line asks for.</summary>
/// <param name="Site">Port of the site, 1-65535.</param>
/// <param name="Gateway">Port of the gateway, 1-65535.</param>
/// <param name="Silos">How many silos, 1-16.</param>
/// <param name="Webs">How many web processes, 1-16.</param>
/// <param name="Data">The data folder, relative to the caller's.</param>
/// <param name="Demo">Whether demo accounts and events are made.</param>
/// <param name="Help">Only tell how to use it.</param>
public sealed record Options(int Site = 8000, int Gateway = 8010, int Silos = 1, int Webs = 1, string Data = ".data", bool Demo = true, bool Help = false)
{
    public const string Usage = """
        Starts EventTicket on this machine: database, payment sandbox, silos and web.

        ./run [options]
          --site PORT      port of the site (8000)
          --gateway PORT   port of the JSON gateway (8010)
          --silos N        how many silos, 1 to 16 (1)
          --webs N         how many web processes, 1 to 16; further ones take the next free ports (1)
          --data DIR       the data folder: database, logs, mails (.data)
          --demo           fill an empty system with demo accounts and events (the default)
          --no-demo        do not
          --help           this text

        Ctrl-C stops everything. To use a database, Stripe account or mail server of your own, see README.md.
        """;

    /// <summary>Reads the arguments; <c>--name value</c> and <c>--name=value</c> are the same.</summary>
    /// <exception cref="CannotStartException">Names the option and what is allowed (exit code 2).</exception>
    public static Options Parse(IReadOnlyList<string> arguments)
    {
        var options = new Options();
        var rest = new Queue<string>(arguments);
        while (rest.TryDequeue(out var argument))
        {
            var (name, given) = argument.Split('=', 2) is [var before, var after] ? (before, after) : (argument, null);
            string Value() => given ?? (rest.TryDequeue(out var next) ? next : throw Bad($"{name} needs a value."));
            options = name switch
            {
                "--site" => options with { Site = Number(name, Value(), 1, 65535) },
                "--gateway" => options with { Gateway = Number(name, Value(), 1, 65535) },
                "--silos" => options with { Silos = Number(name, Value(), 1, 16) },
                "--webs" => options with { Webs = Number(name, Value(), 1, 16) },
                "--data" => options with { Data = Value() is { Length: > 0 } folder ? folder : throw Bad("--data needs the name of a folder.") },
                "--demo" when given is null => options with { Demo = true },
                "--no-demo" when given is null => options with { Demo = false },
                "--help" or "-h" when given is null => options with { Help = true },
                "--demo" or "--no-demo" or "--help" => throw Bad($"{name} takes no value."),
                _ => throw Bad($"There is no option {argument}."),
            };
        }

        return options.Site != options.Gateway ? options : throw Bad($"--site and --gateway are both {options.Site}; they need a port each.");
    }

    private static int Number(string option, string text, int least, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw Bad($"{option} takes a whole number from {least} to {most}, not '{text}'.");

    private static CannotStartException Bad(string message) => new($"{message} See ./run --help.", exitCode: 2);
}
