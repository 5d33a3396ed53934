using System.Text.Json;
using System.Text.RegularExpressions;

namespace EventTicket.Tests.Gateway.Contract;

/// <summary>What a call is promised: <c>nothing</c>, a file of a media type, or fields in the contract's own notation, such as <c>{items:[{eventId, status:"held"}]}</c>.</summary>
/// <param name="MediaType">Of a file; null when something else is promised.</param>
/// <param name="Fields">Null when nothing is promised, or a file.</param>
internal sealed partial record Promise(string? MediaType, PromisedValue? Fields)
{
    public static Promise Read(string text) => text switch
    {
        "nothing" => new(null, null),
        ['{', ..] => new(null, PromisedValue.Read(new(Token.Matches(text).Select(token => token.Value)))),
        _ => new(text, null),
    };

    /// <summary>A line for each field that is missing or another than promised.</summary>
    public IEnumerable<string> Broken(Reply reply) => (MediaType, Fields) switch
    {
        (null, null) => reply.Text is "" ? [] : ["comes with a body, and nothing was promised"],
        ({ } file, _) => reply.ContentType == file && reply.Text is not "" ? [] : [$"comes as {reply.ContentType} with {reply.Text.Length} characters, and {file} was promised"],
        (_, { } fields) => fields.Broken(reply.Json, "the answer"),
    };

    [GeneratedRegex(@"[{}\[\]:]|""[^""]*""|\w+")]
    private static partial Regex Token { get; }
}

/// <param name="Fields">Of an object, by name; null when it may be anything else.</param>
/// <param name="Each">Every entry of a list, which has one at least.</param>
/// <param name="Literal">Just this, as JSON.</param>
internal sealed record PromisedValue(IReadOnlyDictionary<string, PromisedValue>? Fields = null, PromisedValue? Each = null, string? Literal = null)
{
    private static readonly PromisedValue Anything = new();

    public static PromisedValue Read(Queue<string> tokens) => tokens.Dequeue() switch
    {
        "{" => new(Fields: ReadFields(tokens)),
        "[" => new(Each: ReadEach(tokens)),
        var literal => new(Literal: literal),
    };

    public IEnumerable<string> Broken(JsonElement value, string place)
    {
        if (Literal is not null)
        {
            return value.GetRawText() == Literal ? [] : [$"{place} is {value.GetRawText()}, and {Literal} was promised"];
        }

        if (Each is not null)
        {
            return value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0
                ? value.EnumerateArray().Index().SelectMany(entry => Each.Broken(entry.Item, $"{place}[{entry.Index}]"))
                : [$"{place} is no list with entries"];
        }

        if (Fields is null)
        {
            return [];
        }

        return value.ValueKind == JsonValueKind.Object
            ? Fields.SelectMany(field => value.TryGetProperty(field.Key, out var one) ? field.Value.Broken(one, $"{place}.{field.Key}") : [$"{place} lacks {field.Key}"])
            : [$"{place} is no object"];
    }

    private static Dictionary<string, PromisedValue> ReadFields(Queue<string> tokens)
    {
        var fields = new Dictionary<string, PromisedValue>();
        while (tokens.Dequeue() is var name and not "}")
        {
            var more = tokens.Peek() == ":";
            if (more)
            {
                tokens.Dequeue();
            }

            fields.Add(name, more ? Read(tokens) : Anything);
        }

        return fields;
    }

    private static PromisedValue ReadEach(Queue<string> tokens)
    {
        var each = Read(tokens);
        return tokens.Dequeue() == "]" ? each : throw new FormatException("A list promises one shape.");
    }
}
