using System.Collections;
using System.Globalization;
using System.Reflection;

namespace EventTicket.Tests.Rules;

/// <summary>All that an object holds, private fields and all, as text: what two portraits share, the two objects share.</summary>
internal static class Portrait
{
    /// <param name="without">Names of fields and properties that are left out, wherever they are.</param>
    public static string Of(object? thing, params string[] without) => thing switch
    {
        null => "null",
        string text => $"\"{text}\"",
        DateTimeOffset time => time.ToString("O", CultureInfo.InvariantCulture),
        IFormattable value when thing is not IEnumerable && IsPlain(thing.GetType()) => value.ToString(null, CultureInfo.InvariantCulture),
        bool => thing.ToString()!,
        IDictionary map => $"{{{string.Join(", ", map.Keys.Cast<object>().Select(key => $"{Of(key, without)}: {Of(map[key], without)}").Order(StringComparer.Ordinal))}}}",
        IEnumerable set when set.GetType().GetInterface("ISet`1") is not null => $"{{{string.Join(", ", set.Cast<object?>().Select(item => Of(item, without)).Order(StringComparer.Ordinal))}}}",
        IEnumerable list => $"[{string.Join(", ", list.Cast<object?>().Select(item => Of(item, without)))}]",
        _ => $"({string.Join(", ", Fields(thing.GetType()).Where(field => !without.Contains(NameOf(field))).Select(field => $"{NameOf(field)} {Of(field.GetValue(thing), without)}"))})",
    };

    private static bool IsPlain(Type type) => type.IsPrimitive || type.IsEnum || type == typeof(Guid) || type == typeof(decimal) || type == typeof(TimeSpan);

    private static IEnumerable<FieldInfo> Fields(Type? type) => type is null ? [] : Fields(type.BaseType).Concat(type.GetFields(
        BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly));

    // A property's field is called <Name>k__BackingField.
    private static string NameOf(FieldInfo field) => field.Name.StartsWith('<') ? field.Name[1..field.Name.IndexOf('>', StringComparison.Ordinal)] : field.Name;
}
