using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace EventTicket.Web.Gateway;

/// <summary>ISO 8601: read with any offset, but never without one (whose clock would it be?); written in UTC with a Z.</summary>
internal sealed class UtcTimeConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && UtcTime.TryParse(reader.GetString(), out var time) ? time : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(UtcTime.Text(value));
}

internal static class UtcTime
{
    public const string Example = "2027-03-01T19:00:00Z";

    private static readonly string[] Forms =
    [
        "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
    ];

    public static bool TryParse(string? text, out DateTimeOffset time)
    {
        // "K" also matches nothing at all; a time without an offset would silently become the server's.
        time = default;
        if (text is not { Length: > 16 } || !(text.EndsWith('Z') || text[^6] is '+' or '-'))
        {
            return false;
        }

        var read = DateTimeOffset.TryParseExact(text, Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out time);
        time = time.ToUniversalTime();
        return read;
    }

    /// <summary>To the microsecond, which is what the database keeps: a time reads the same before and after it was stored.</summary>
    public static string Text(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture);
}
