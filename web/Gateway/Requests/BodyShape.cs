using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace EventTicket.Web.Gateway;

/// <summary>
/// Compares a JSON body with the record it is to become, and names every field that does not fit or is not known by its path
/// (<c>items[0].quantity</c>) with what its <see cref="DescriptionAttribute"/> says is allowed: "a whole number, 1 or more".
/// </summary>
internal static class BodyShape
{
    private const int MostErrors = 50;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 32 };

    public static Result<T> Read<T>(ReadOnlyMemory<byte> json)
        where T : class
    {
        try
        {
            using var document = JsonDocument.Parse(json, Strict);
            return Read<T>(document.RootElement);
        }
        catch (JsonException broken)
        {
            return Refusal.Invalid("body", $"Must be JSON with each field once{Place(broken)}.");
        }
    }

    public static Result<T> Read<T>(JsonElement root)
        where T : class
    {
        var errors = new List<FieldError>();
        Compare(root, typeof(T), "body", "", "a JSON object", [], errors);
        return errors.Count > 0 ? Refusal.Invalid(errors.Take(MostErrors)) : root.Deserialize<T>(GatewayJson.Options)!;
    }

    private static void Compare(JsonElement element, Type type, string path, string prefix, string allowed, ValidationAttribute[] rules, List<FieldError> errors)
    {
        var shape = GatewayJson.Options.GetTypeInfo(type);
        if (shape.Kind == JsonTypeInfoKind.Object && element.ValueKind == JsonValueKind.Object)
        {
            var fields = BodyField.Of(shape);
            foreach (var field in fields)
            {
                CompareField(element, field, prefix + field.Name, errors);
            }

            // Dropped in silence, it would look as if it had been taken.
            foreach (var sent in element.EnumerateObject().Where(sent => !Array.Exists(fields, field => sent.NameEquals(field.Name))).Take(MostErrors))
            {
                errors.Add(new FieldError(prefix + sent.Name, "Is not a field of this request."));
            }
        }
        else if (shape.Kind == JsonTypeInfoKind.Enumerable && element.ValueKind == JsonValueKind.Array)
        {
            var index = 0;
            var each = NameOf(shape.ElementType!);
            foreach (var item in element.EnumerateArray().TakeWhile(_ => errors.Count < MostErrors))
            {
                Compare(item, shape.ElementType!, $"{path}[{index}]", $"{path}[{index}].", each, [], errors);
                index++;
            }
        }
        else if (shape.Kind != JsonTypeInfoKind.None || !Fits(element, type, rules))
        {
            errors.Add(new FieldError(path, $"Must be {allowed}."));
        }
    }

    private static void CompareField(JsonElement body, BodyField field, string path, List<FieldError> errors)
    {
        if (!body.TryGetProperty(field.Name, out var value))
        {
            if (field.IsRequired)
            {
                errors.Add(new FieldError(path, $"Is missing; must be {field.Allowed}."));
            }
        }
        else if (value.ValueKind != JsonValueKind.Null || !field.MayBeNull)
        {
            Compare(value, field.Type, path, path + ".", field.Allowed, field.Rules, errors);
        }
    }

    private static string NameOf(Type element) =>
        element == typeof(string) ? "a text" : element == typeof(Guid) ? "an id" : "a JSON object";

    private static bool Fits(JsonElement element, Type type, ValidationAttribute[] rules)
    {
        try
        {
            var value = element.Deserialize(type, GatewayJson.Options);
            // PostgreSQL's text cannot hold U+0000.
            var storable = value is not null && !(value is string text && text.Contains('\0'));
            return storable && Array.TrueForAll(rules, rule => rule.IsValid(value));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: half of a surrogate pair.
            return false;
        }
    }

    private static string Place(JsonException broken) =>
        broken.LineNumber is { } line ? $" (line {line + 1}, byte {broken.BytePositionInLine + 1})" : "";
}
