namespace EventTicket.Dev.Processes;

/// <summary>The log of one program: kept for three earlier runs.</summary>
internal static class LogFile
{
    private const int Kept = 3;

    /// <summary>Puts the log of the last run aside as <c>NAME.log.1</c>.</summary>
    public static void Rotate(string log)
    {
        for (var age = Kept - 1; age >= 0; age--)
        {
            var older = age == 0 ? log : $"{log}.{age}";
            if (File.Exists(older))
                File.Move(older, $"{log}.{age + 1}", overwrite: true);
        }
    }

    /// <summary>The last lines, or a word that there are none.</summary>
    public static string Tail(string log, int lines = 25) =>
        File.Exists(log) && File.ReadLines(log).TakeLast(lines).ToArray() is { Length: > 0 } last ? string.Join('\n', last) : "(it wrote nothing)";
}
