using System.Globalization;

namespace EventTicket.Hosting;

/// <summary>
/// The file <c>clock</c> in the data folder: in Development every process adds its offset to the time, so that nobody
/// has to wait ten minutes to see a hold end. Its text is <c>+00:10:00</c>, <c>-1.00:00:00</c> (a day back) or
/// <c>00:00:00</c>; without the file the offset is zero.
/// </summary>
public static class ClockFile
{
    /// <summary>Where the file stands in a data folder.</summary>
    public static string In(string dataFolder) => Path.Combine(dataFolder, "clock");

    /// <summary>Reads the offset.</summary>
    /// <param name="path">The file; it need not exist.</param>
    /// <param name="problem">What is wrong with the file and what is allowed; null when nothing is.</param>
    /// <returns>The offset; null, with a problem, when the file cannot be read or understood.</returns>
    public static TimeSpan? Read(string path, out string? problem)
    {
        problem = null;
        string text;
        try
        {
            text = File.ReadAllText(path).Trim();
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return TimeSpan.Zero;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            problem = $"{path} cannot be read: {unreadable.Message}";
            return null;
        }

        var unsigned = text.StartsWith('+') && !text.StartsWith("+-", StringComparison.Ordinal) ? text[1..] : text;
        if (TimeSpan.TryParseExact(unsigned, "c", CultureInfo.InvariantCulture, out var offset))
        {
            return offset;
        }

        problem = $"{path} says \"{text}\"; it takes an offset such as +00:10:00, -00:10:00 or 2.00:00:00 (days.hours:minutes:seconds)";
        return null;
    }
}
