using System.Globalization;
using System.Text.RegularExpressions;
using EventTicket.Dev;

namespace EventTicket.Tests.Web.Access;

/// <summary>Who may call what: access.txt, read.</summary>
internal static partial class AccessTable
{
    public static IReadOnlyList<AccessRow> Rows { get; } =
        [.. File.ReadLines(Path.Combine(Repository.Root, "tests", "Web", "Access", "access.txt")).Where(line => line is not "" && line[0] != '#').Select(AccessRow.Read)];

    /// <summary>An address with its placeholders unnamed: the program may call an id what it likes.</summary>
    public static string Unnamed(string path) => Parameter.Replace(path, "{}");

    /// <summary>A thing's name: <c>{order}</c>.</summary>
    [GeneratedRegex(@"\{[a-z]+\}")]
    internal static partial Regex Thing { get; }

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter { get; }
}

/// <param name="Side"><c>site</c>, <c>gateway</c> or <c>both</c>.</param>
/// <param name="Path">With the things it is about by name: <c>{order}</c>.</param>
/// <param name="Expected">What each of <see cref="Cast.Names"/> gets.</param>
/// <param name="Body">JSON or a form; null when none is sent.</param>
internal sealed record AccessRow(string Side, string Method, string Path, IReadOnlyList<Expectation> Expected, string? Body)
{
    /// <summary>The route as the program's own list of endpoints has it.</summary>
    public string Route => $"{Side} {Method} {AccessTable.Unnamed(Path.Split('?')[0])}";

    /// <summary>Whether it is about somebody's things.</summary>
    public bool IsAboutSomething => AccessTable.Thing.IsMatch(Path + Body);

    public static AccessRow Read(string line)
    {
        var parts = line.Split(" | ", 2);
        var words = parts[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 3 + Cast.Names.Count
            ? new(words[0], words[1], words[2], [.. words.Skip(3).Select(Expectation.Read)], parts.ElementAtOrDefault(1))
            : throw new FormatException($"A row has a side, a method, a path and {Cast.Names.Count} expectations: {line}");
    }
}

/// <param name="Status">The HTTP status.</param>
/// <param name="ToLogIn">Redirected to the log-in.</param>
/// <param name="EndsSession">Whoever called signs in again afterwards.</param>
internal sealed record Expectation(int Status, bool ToLogIn, bool EndsSession)
{
    /// <summary>Those who are turned away call before those who are let in and may change things.</summary>
    public int Turn => ToLogIn || Status is 401 or 403 or 404 ? 0 : 1;

    public static Expectation Read(string word) => word.TrimEnd('!') is "log-in"
        ? new(302, ToLogIn: true, word.EndsWith('!'))
        : new(int.Parse(word.TrimEnd('!'), CultureInfo.InvariantCulture), ToLogIn: false, word.EndsWith('!'));

    public override string ToString() => ToLogIn ? "log-in" : $"{Status}";
}
