using System.Collections.Concurrent;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization.Metadata;

namespace EventTicket.Web.Gateway;

/// <summary>A field of a body as its record says it. Read once for each record: attributes take longer to read than most requests to answer.</summary>
/// <param name="Type">Without its question mark.</param>
/// <param name="Allowed">What its <see cref="DescriptionAttribute"/> says is allowed.</param>
internal sealed record BodyField(string Name, Type Type, bool IsRequired, bool MayBeNull, string Allowed, ValidationAttribute[] Rules)
{
    private static readonly ConcurrentDictionary<Type, BodyField[]> Known = [];

    /// <summary>The fields of a record.</summary>
    public static BodyField[] Of(JsonTypeInfo shape) => Known.GetOrAdd(shape.Type, static (_, read) => [.. read.Properties.Select(Read)], shape);

    private static BodyField Read(JsonPropertyInfo field)
    {
        var said = field.AttributeProvider?.GetCustomAttributes(inherit: true) ?? [];
        var inner = Nullable.GetUnderlyingType(field.PropertyType);
        return new(
            field.Name, inner ?? field.PropertyType, field.IsRequired, inner is not null || (!field.PropertyType.IsValueType && field.IsSetNullable),
            said.OfType<DescriptionAttribute>().FirstOrDefault()?.Description ?? "of another type", [.. said.OfType<ValidationAttribute>()]);
    }
}
