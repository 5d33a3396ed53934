namespace EventTicket.Dev;

/// <summary>Where the built programs are: beside the launcher's own output, in the same configuration.</summary>
internal static class Repository
{
    /// <summary>The folder of the solution.</summary>
    public static string Root { get; } = FindRoot();

    // …/dev/bin/Release/net10.0/ → Release
    private static string Configuration { get; } = Directory.GetParent(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory))!.Name;

    /// <summary>The words that run a room's program.</summary>
    /// <param name="room">Its folder, such as <c>silo</c>; the assembly is named after it.</param>
    public static IReadOnlyList<string> Words(string room)
    {
        var name = char.ToUpperInvariant(room[0]) + room[1..];
        var assembly = Path.Combine(Root, room, "bin", Configuration, "net10.0", $"EventTicket.{name}.dll");
        return File.Exists(assembly) ? [Dotnet, assembly] : throw new CannotStartException($"{assembly} is not built. ./run builds it.");
    }

    private static string Dotnet => Path.GetFileName(Environment.ProcessPath) == "dotnet" ? Environment.ProcessPath! : "dotnet";

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "EventTicket.sln")))
                return folder.FullName;
        }

        throw new CannotStartException($"There is no EventTicket.sln above {AppContext.BaseDirectory}. Start with ./run from a clone.");
    }
}
