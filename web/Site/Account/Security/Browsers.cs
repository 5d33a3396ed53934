namespace EventTicket.Web.Site;

/// <summary>What a browser calls itself, in words its owner recognises.</summary>
internal static class Browsers
{
    // Nearly every browser also claims to be those further down, so the order matters.
    private static readonly (string Mark, string Name)[] Names =
        [("Edg/", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"), ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"), ("Chrome/", "Chrome"), ("CriOS/", "Chrome"), ("Safari/", "Safari"), ("curl/", "curl")];

    private static readonly (string Mark, string Name)[] Machines =
        [("iPhone", "an iPhone"), ("iPad", "an iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS X", "a Mac"), ("CrOS", "ChromeOS"), ("Linux", "Linux")];

    /// <summary><c>Firefox on Windows</c>; what is not known is shown as it calls itself, shortened.</summary>
    public static string Name(string client)
    {
        var (browser, machine) = (First(Names, client), First(Machines, client));
        return (browser, machine) switch
        {
            (not null, not null) => $"{browser} on {machine}",
            (not null, null) => browser,
            _ when string.IsNullOrWhiteSpace(client) => "Something that did not say what it is",
            _ => Words.Short(client, 60),
        };
    }

    private static string? First((string Mark, string Name)[] known, string client) =>
        known.FirstOrDefault(one => client.Contains(one.Mark, StringComparison.Ordinal)).Name;
}
