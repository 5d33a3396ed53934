using System.Globalization;

namespace EventTicket.Web.Gateway;

/// <summary>Reads the fields of a query string and remembers each that is wrong. An empty field counts as not given.</summary>
internal sealed class QueryReader(IQueryCollection query)
{
    private readonly List<FieldError> _errors = [];

    public Problem? Problem => _errors.Count == 0 ? null : Problems.Of(Refusal.Invalid(_errors));

    public string? Text(string name)
    {
        var values = query[name];
        if (values.Count > 1 || values.ToString().Contains('\0'))
        {
            return Wrong<string?>(name, "Must be given once, as text.");
        }

        return string.IsNullOrEmpty(values) ? null : values.ToString();
    }

    public int? Whole(string name, int least, int most)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : Wrong<int?>(name, $"Must be a whole number from {least} to {most}.");
    }

    public Guid? Id(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        return Guid.TryParseExact(text, "D", out var id) ? id : Wrong<Guid?>(name, "Must be an id, such as 0f5e0d1a-1000-4000-8000-000000000001.");
    }

    public DateTimeOffset? Time(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        return UtcTime.TryParse(text, out var time) ? time : Wrong<DateTimeOffset?>(name, $"Must be a time with its offset, such as {UtcTime.Example}.");
    }

    /// <summary>A day, which must be given.</summary>
    public DateOnly Day(string name) =>
        DateOnly.TryParseExact(Text(name), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : Wrong<DateOnly>(name, "Must be a day, such as 2026-11-01.");

    private T? Wrong<T>(string name, string message)
    {
        _errors.Add(new FieldError(name, message));
        return default;
    }
}

/// <summary>A field of the query string, as the OpenAPI document shows it.</summary>
internal sealed record QueryField(string Name, string Description, Type Type);

internal sealed record QueryMetadata(IReadOnlyList<QueryField> Fields);
