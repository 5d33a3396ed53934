using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace EventTicket.Tests.Gateway.Contract;

/// <summary>
/// The part of JSON Schema that the document uses, strictly: a field it does not name is wrong, and so is a word of a schema that is
/// not known here, because it would go unchecked.
/// </summary>
internal sealed class JsonSchema(JsonElement document)
{
    private static readonly string[] SaysNothing = ["description", "examples", "default", "title"];

    /// <summary>A line for each place of the value that does not fit.</summary>
    public IEnumerable<string> Misfits(JsonElement schema, JsonElement value, string place) =>
        schema.EnumerateObject().SelectMany(word => Misfits(word, schema, value, place));

    private IEnumerable<string> Misfits(JsonProperty word, JsonElement schema, JsonElement value, string place)
    {
        var said = word.Value;
        switch (word.Name)
        {
            case "$ref":
                return Misfits(document.GetProperty("components").GetProperty("schemas").GetProperty(said.GetString()!.Split('/')[^1]), value, place);
            case "oneOf":
                var fitting = said.EnumerateArray().Count(one => !Misfits(one, value, place).Any());
                return fitting == 1 ? [] : [$"{place} fits {fitting} of its alternatives: {string.Join("; ", said.EnumerateArray().SelectMany(one => Misfits(one, value, place)))}"];
            case "type":
                var types = said.ValueKind == JsonValueKind.Array ? [.. said.EnumerateArray().Select(one => one.GetString())] : new[] { said.GetString() };
                return types.Any(type => Is(type, value)) ? FieldsUnsaid(schema, value, place) : [$"{place} is {value.GetRawText()} and no {string.Join(" or ", types)}"];
            case "enum":
                return said.EnumerateArray().Any(one => JsonElement.DeepEquals(one, value)) ? [] : [$"{place} is {value.GetRawText()}, which is none of {said.GetRawText()}"];
            case "properties" when value.ValueKind == JsonValueKind.Object:
                return value.EnumerateObject().Where(field => said.TryGetProperty(field.Name, out _))
                    .SelectMany(field => Misfits(said.GetProperty(field.Name), field.Value, $"{place}.{field.Name}"))
                    .Concat(value.EnumerateObject().Where(field => !said.TryGetProperty(field.Name, out _) && !schema.TryGetProperty("additionalProperties", out _))
                        .Select(field => $"{place}.{field.Name} is not in the document"));
            case "additionalProperties" when value.ValueKind == JsonValueKind.Object:
                return value.EnumerateObject().Where(field => !schema.TryGetProperty("properties", out var named) || !named.TryGetProperty(field.Name, out _))
                    .SelectMany(field => Misfits(said, field.Value, $"{place}.{field.Name}"));
            case "required" when value.ValueKind == JsonValueKind.Object:
                return said.EnumerateArray().Where(name => !value.TryGetProperty(name.GetString()!, out _)).Select(name => $"{place} lacks {name}");
            case "items" when value.ValueKind == JsonValueKind.Array:
                return value.EnumerateArray().Index().SelectMany(entry => Misfits(said, entry.Item, $"{place}[{entry.Index}]"));
            case "minimum" or "maximum" when value.ValueKind == JsonValueKind.Number:
                var over = value.GetDecimal().CompareTo(said.GetDecimal());
                return (word.Name == "minimum" ? over >= 0 : over <= 0) ? [] : [$"{place} is {value.GetRawText()}, beyond its {word.Name} {said.GetRawText()}"];
            case "minLength" or "maxLength" when value.ValueKind == JsonValueKind.String:
                var longer = value.GetString()!.Length.CompareTo(said.GetInt32());
                return (word.Name == "minLength" ? longer >= 0 : longer <= 0) ? [] : [$"{place} is beyond its {word.Name} {said.GetRawText()}"];
            case "pattern" when value.ValueKind == JsonValueKind.String:
                return Regex.IsMatch(value.GetString()!, said.GetString()!, RegexOptions.None, TimeSpan.FromSeconds(1)) ? [] : [$"{place} does not match {said}"];
            case "format":
                return value.ValueKind == JsonValueKind.Null || HasFormat(said.GetString()!, value) ? [] : [$"{place} is {value.GetRawText()} and no {said}"];
            case "properties" or "additionalProperties" or "required" or "items" or "minimum" or "maximum" or "minLength" or "maxLength" or "pattern":
                return []; // about another kind of value than this one
            case var name:
                return SaysNothing.Contains(name) ? [] : [$"{place} has a schema with {name}, which is not checked"];
        }
    }

    private static IEnumerable<string> FieldsUnsaid(JsonElement schema, JsonElement value, string place) =>
        value.ValueKind == JsonValueKind.Object && !schema.TryGetProperty("properties", out _) && !schema.TryGetProperty("additionalProperties", out _)
            ? [$"{place} is an object of whose fields the document says nothing"]
            : [];

    private static bool Is(string? type, JsonElement value) => type switch
    {
        "null" => value.ValueKind == JsonValueKind.Null,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "number" => value.ValueKind == JsonValueKind.Number,
        "string" => value.ValueKind == JsonValueKind.String,
        "array" => value.ValueKind == JsonValueKind.Array,
        "object" => value.ValueKind == JsonValueKind.Object,
        _ => false,
    };

    private static bool HasFormat(string format, JsonElement value) => format switch
    {
        "uuid" => Guid.TryParseExact(value.GetString(), "D", out _),
        "date-time" => value.GetString()!.EndsWith('Z') && DateTimeOffset.TryParse(value.GetString(), CultureInfo.InvariantCulture, out _),
        "int32" => value.TryGetInt32(out _),
        "int64" => value.TryGetInt64(out _),
        _ => false,
    };
}
