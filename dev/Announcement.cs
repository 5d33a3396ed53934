namespace EventTicket.Dev;

/// <summary>What is said once everything serves.</summary>
internal static class Announcement
{
    // The accounts that a silo makes when Demo__Enabled is set.
    private static readonly string[] Accounts = ["admin@demo.test", "manager@demo.test", "user@demo.test"];

    // Where a silo leaves the link to make the first admin, while there is none.
    private const string FirstAdmin = "first-admin";

    public static void Print(Options options, DataFolder folder)
    {
        Console.WriteLine($"Ready: site http://localhost:{options.Site} gateway http://localhost:{options.Gateway}");
        if (options.Demo)
            Console.WriteLine($"Demo accounts: {string.Join(", ", Accounts)}; password {Environment.GetEnvironmentVariable("Demo__Password") ?? "DemoPass-2026!"}");
        if (File.Exists(folder.In(FirstAdmin)))
            Console.WriteLine($"There is no admin yet. Who opens this becomes the first, once and within a day: {File.ReadAllText(folder.In(FirstAdmin)).Trim()}");
        Console.WriteLine($"Data: {folder.Path}   logs: {folder.Logs}   processes: {folder.In("run.json")}");
        Console.WriteLine("Ctrl-C stops everything.");
    }
}
