using System.Globalization;
using System.Text.RegularExpressions;
using EventTicket.Events;

namespace EventTicket.Web.Site;

/// <summary>Small words around numbers and texts.</summary>
internal static class Words
{
    /// <summary><c>1,200</c></summary>
    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>What somebody is: <c>a manager</c>.</summary>
    public static string Office(Role role) => role switch
    {
        Role.User => "a user",
        Role.Manager => "a manager",
        Role.Admin => "an admin",
        _ => throw new ArgumentOutOfRangeException(nameof(role)),
    };

    /// <summary>The same with a capital letter in front.</summary>
    public static string FirstUpper(string words) => words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];

    /// <summary>A day that belongs to no venue: <c>22 November 2026</c>.</summary>
    public static string Day(DateTimeOffset moment) => moment.UtcDateTime.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>How long to wait: <c>40 seconds</c>, <c>3 minutes</c>; rounded up.</summary>
    public static string Wait(TimeSpan wait) => wait < TimeSpan.FromSeconds(100)
        ? Count(Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)), "second")
        : wait < TimeSpan.FromMinutes(100) ? Count((int)Math.Ceiling(wait.TotalMinutes), "minute") : Count((int)Math.Ceiling(wait.TotalHours), "hour");

    /// <summary>How an event stands, for its manager.</summary>
    public static string Status(EventStatus status) => status switch
    {
        EventStatus.Draft => "Draft",
        EventStatus.Published => "Published",
        EventStatus.Cancelled => "Cancelled",
        EventStatus.Ended => "Over",
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };

    /// <summary><c>1 place</c>, <c>2 places</c>, <c>1,200 places</c></summary>
    public static string Count(long number, string one) => string.Create(CultureInfo.InvariantCulture, $"{number:N0} {(number == 1 ? one : one + "s")}");

    /// <summary><c>9:42</c>; <c>23:59:42</c> for what lasts hours.</summary>
    public static string Clock(int seconds) => TimeSpan.FromSeconds(seconds) is { TotalHours: >= 1 } left
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(left.TotalHours)}:{left:mm\\:ss}")
        : string.Create(CultureInfo.InvariantCulture, $"{seconds / 60}:{seconds % 60:00}");

    /// <summary><c>9 minutes 42 seconds</c>; <c>23 hours 59 minutes</c> for what lasts hours.</summary>
    public static string Spoken(int seconds) =>
        seconds < 3600 ? $"{Count(seconds / 60, "minute")} {Count(seconds % 60, "second")}" : $"{Count(seconds / 3600, "hour")} {Count(seconds / 60 % 60, "minute")}";

    /// <summary>The paragraphs of a plain text: what blank lines separate.</summary>
    public static IEnumerable<string> Paragraphs(string? text) =>
        (text ?? "").ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>A field by its path, as people would say it: <c>ticketTypes[0].salesStartsAt</c> is <c>Ticket type 1, sales starts at</c>.</summary>
    public static string FieldName(string path)
    {
        var parts = path.Split('.').Select(part =>
        {
            var name = Regex.Replace(Regex.Replace(part, @"Id$|\[\D.*\]$|\[.*-.*\]$", ""), "([a-z])([A-Z])", match => $"{match.Groups[1].Value} {match.Groups[2].Value.ToLowerInvariant()}");
            return Regex.Replace(name, @"s?\[(\d+)\]$", match => $" {int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) + 1}");
        });
        return path == "totp" ? "Digits" : FirstUpper(string.Join(", ", parts));
    }

    /// <summary>The first lines of a text, for a search engine's page.</summary>
    public static string Short(string? text, int length = 150)
    {
        var line = string.Join(' ', (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (line.Length <= length)
        {
            return line;
        }

        var cut = line.LastIndexOf(' ', length);
        return line[..(cut > 0 ? cut : length)] + " …";
    }

    /// <summary>The letter on an event's cover: the title's first letter or digit, in upper case.</summary>
    public static string Initial(string title)
    {
        foreach (var rune in title.EnumerateRunes())
        {
            if (System.Text.Rune.IsLetterOrDigit(rune))
            {
                return System.Text.Rune.ToUpperInvariant(rune).ToString();
            }
        }

        return "&";
    }
}
