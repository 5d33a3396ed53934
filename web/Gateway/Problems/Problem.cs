using System.ComponentModel;
using System.Text.Json.Serialization;

namespace EventTicket.Web.Gateway;

/// <summary>An error as RFC 9457 writes it, with the stable code that programs decide by.</summary>
internal sealed record Problem(
    [property: Description("The stable name of what went wrong; decide by this.")] string Code,
    [property: Description("What went wrong, in a few words.")] string Title,
    [property: Description("The HTTP status.")] int Status,
    [property: Description("What it means for this request, for people.")] string Detail,
    [property: Description("For invalid: each wrong field by its path in the request, with what is allowed."),
        JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    IReadOnlyDictionary<string, string[]>? Errors = null)
{
    public const string ContentType = "application/problem+json";
}
