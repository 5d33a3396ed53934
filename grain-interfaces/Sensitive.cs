using System.Diagnostics.CodeAnalysis;

namespace EventTicket;

/// <summary>
/// Text that may be a secret or somebody's address, as an argument of a grain's method. A message that Orleans cannot
/// deliver stands in the log with what its arguments say of themselves, so this says nothing.
/// </summary>
/// <param name="Text">Of any length; what is allowed, the method says.</param>
[GenerateSerializer, Immutable, Alias("Sensitive")]
public sealed record Sensitive([property: Id(0)] string Text)
{
    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator Sensitive?(string? text) => text is null ? null : new(text);

    public override string ToString() => nameof(Sensitive);
}
