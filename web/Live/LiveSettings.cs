using System.Globalization;

namespace EventTicket.Web.Live;

/// <param name="Pages">How many open pages this process tells what is left; each is a connection that stays.</param>
/// <param name="PerAddress">How many of them may come from one network address.</param>
internal sealed record LiveSettings(int Pages, int PerAddress)
{
    private const int Most = 1_000_000;

    /// <summary><c>Live:Pages</c>, 20,000 unless told, but no more than three fifths of the connections the process may have; <c>Live:PerAddress</c>, 200 unless told.</summary>
    /// <exception cref="StartRefusedException">One is set to what it does not take.</exception>
    public static LiveSettings From(IConfiguration configuration) => new(
        Read(configuration, "Live:Pages") ?? Math.Min(20_000, Descriptors() / 5 * 3),
        Read(configuration, "Live:PerAddress") ?? 200);

    private static int? Read(IConfiguration configuration, string key)
    {
        var text = configuration[key];
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= Most
            ? number
            : throw Settings.Refused(key, text, "a whole number of open pages from 0 to 1000000");
    }

    // What the pages use up must not be missing where people buy. The runtime has raised the soft limit to the hard one.
    private static int Descriptors()
    {
        const string limits = "/proc/self/limits";
        var line = File.Exists(limits) ? File.ReadLines(limits).FirstOrDefault(line => line.StartsWith("Max open files", StringComparison.Ordinal)) : null;
        return int.TryParse(line?["Max open files".Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var descriptors)
            ? descriptors
            : int.MaxValue;
    }
}
