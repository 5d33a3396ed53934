using System.ComponentModel.DataAnnotations;
using System.Text.Json;

namespace EventTicket.Web.Gateway;

/// <summary>A field whose feature is not sold yet. Whoever sends it is told so; it is never dropped in silence. Null and an empty list say nothing and pass.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class LeftOutAttribute : ValidationAttribute
{
    public override bool IsValid(object? value) => value is JsonElement { ValueKind: JsonValueKind.Array } list && list.GetArrayLength() == 0;
}
