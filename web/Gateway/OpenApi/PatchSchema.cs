using System.ComponentModel;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace EventTicket.Web.Gateway;

/// <summary>The schema of a change: every field of the whole, at any depth, and none of them required.</summary>
internal static class PatchSchema
{
    /// <param name="whole">The record that the change is laid over.</param>
    /// <param name="without">Fields of it that a change cannot have.</param>
    public static async Task Describe(OpenApiSchema patch, Type whole, string[] without, OpenApiSchemaTransformerContext context, CancellationToken stop)
    {
        patch.Type = JsonSchemaType.Object;
        patch.Properties = new Dictionary<string, IOpenApiSchema>();
        foreach (var field in GatewayJson.Options.GetTypeInfo(whole).Properties.Where(field => !without.Contains(field.Name)))
        {
            var (type, mayBeNull) = Nullable.GetUnderlyingType(field.PropertyType) is { } value ? (value, true) : (field.PropertyType, !field.PropertyType.IsValueType && field.IsSetNullable);
            var schema = await Of(type, context, stop);
            schema.Type |= mayBeNull ? JsonSchemaType.Null : 0;
            schema.Description = field.AttributeProvider?.GetCustomAttributes(typeof(DescriptionAttribute), inherit: true).OfType<DescriptionAttribute>().FirstOrDefault()?.Description;
            patch.Properties[field.Name] = schema;
        }
    }

    private static async Task<OpenApiSchema> Of(Type type, OpenApiSchemaTransformerContext context, CancellationToken stop)
    {
        var shape = GatewayJson.Options.GetTypeInfo(type);
        var schema = new OpenApiSchema();
        switch (shape.Kind)
        {
            case JsonTypeInfoKind.Object:
                await Describe(schema, type, [], context, stop);
                return schema;
            case JsonTypeInfoKind.Enumerable:
                (schema.Type, schema.Items) = (JsonSchemaType.Array, await Of(shape.ElementType!, context, stop));
                return schema;
            default:
                return await context.GetOrCreateSchemaAsync(type, null, stop);
        }
    }
}
