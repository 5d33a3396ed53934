using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Primitives;

namespace EventTicket.Sandbox;

/// <summary>
/// The parameters of one call, in Stripe's bracket notation (<c>line_items[0][quantity]</c>). Reading one also declares it known;
/// the first bad one is remembered, so that a call reads everything it wants and then asks <see cref="Refused"/> once.
/// </summary>
internal sealed partial class Parameters(IReadOnlyDictionary<string, StringValues> given)
{
    public IEnumerable<string> Names => given.Keys;

    private const int LongestText = 5000;
    private readonly HashSet<string> known = [];
    private Reply? refused;

    /// <summary>Why the call cannot be done: a parameter that nobody asked for, or a bad one.</summary>
    public Reply? Refused => given.Keys.FirstOrDefault(name => !known.Contains(name)) is { } stranger ? StripeErrors.Unknown(stranger) : refused;

    /// <summary>Text, or null when absent or empty (at Stripe an empty value unsets).</summary>
    public string? Text(string name, int longest = LongestText)
    {
        known.Add(name);
        var text = given.TryGetValue(name, out var values) && values is [.., { Length: > 0 } last] ? last : null;
        return text?.Length > longest ? Refuse<string>($"Invalid string: must be at most {longest} characters", name) : text;
    }

    public string Required(string name, int longest = LongestText) => Text(name, longest) ?? Missing(name);

    public long Whole(string name, long least, long most) => Number(Required(name), name, least, most) ?? least;

    public long? OptionalWhole(string name, long least, long most) => Number(Text(name), name, least, most);

    public bool Flag(string name) => Text(name) switch
    {
        null or "false" => false,
        "true" => true,
        var text => Refuse<bool>($"Invalid boolean: {text}", name),
    };

    /// <summary>One of <paramref name="allowed"/>; the first when absent.</summary>
    public string OneOf(string name, params ReadOnlySpan<string> allowed)
    {
        var text = Text(name);
        if (text is not null && !allowed.Contains(text))
            Refuse<string>($"Invalid {name}: must be one of {string.Join(", ", allowed)}", name);
        return text ?? allowed[0];
    }

    /// <summary>A lower-case ISO 4217 code.</summary>
    public string Currency(string name)
    {
        var text = Required(name).ToLowerInvariant();
        return text.Length is 0 || CurrencyCode().IsMatch(text) ? text : Refuse<string>($"Invalid currency: {text}", name) ?? text;
    }

    /// <summary>An absolute http or https address.</summary>
    public string? Url(string name)
    {
        var text = Text(name);
        if (text is null || (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"))
            return text;
        return Refuse<string>("Not a valid URL", name, "url_invalid");
    }

    /// <summary>Refuses what Stripe does not charge: too little, or a fraction that the currency does not have.</summary>
    public void Chargeable(long amount, string currency, string name)
    {
        if (amount < Money.Least(currency))
            Refuse<string>($"The amount must be at least {Money.Show(Money.Least(currency), currency)}.", name, "amount_too_small");
        if (amount % Money.Step(currency) != 0)
            Refuse<string>($"Invalid amount: in {currency} it must be a multiple of {Money.Step(currency)}.", name, "parameter_invalid_integer");
    }

    public IReadOnlyDictionary<string, string> Metadata(string name)
    {
        var entries = new Dictionary<string, string>();
        foreach (var full in given.Keys.Where(key => key.StartsWith(name + "[", StringComparison.Ordinal) && key.EndsWith(']')))
        {
            var key = full[(name.Length + 1)..^1];
            if (key.Length is 0 or > 40 || key.Contains('['))
                Refuse<string>("Metadata keys must be 1 to 40 characters without square brackets", full);
            if (Text(full, 500) is { } value)
                entries[key] = value;
        }
        return entries.Count <= 50 ? entries : Refuse<Dictionary<string, string>>("Metadata can have at most 50 keys", name) ?? entries;
    }

    /// <summary>The values of a list: <c>name[0]</c>, <c>name[1]</c>… or a repeated <c>name[]</c>.</summary>
    public IReadOnlyList<string> List(string name)
    {
        known.Add(name + "[]");
        var values = new List<string>(given.TryGetValue(name + "[]", out var repeated) ? repeated.OfType<string>() : []);
        for (var i = 0; given.ContainsKey($"{name}[{i}]"); i++)
            values.Add(Required($"{name}[{i}]"));
        return values;
    }

    /// <summary>How many of <c>name[0]…</c>, <c>name[1]…</c> are given without a gap.</summary>
    public int Count(string name)
    {
        var count = 0;
        while (given.Keys.Any(key => key.StartsWith($"{name}[{count}][", StringComparison.Ordinal)))
            count++;
        return count;
    }

    /// <summary>What the caller wants inlined; each must be in <paramref name="possible"/>.</summary>
    public IReadOnlyList<string> Expand(params string[] possible)
    {
        var wanted = List("expand");
        if (wanted.FirstOrDefault(path => !possible.Contains(path)) is { } impossible)
            Refuse<string>($"This property cannot be expanded ({impossible}).", "expand");
        return wanted;
    }

    /// <summary>Remembers the first refusal; later ones change nothing.</summary>
    public T? Refuse<T>(string message, string param, string? code = null)
    {
        refused ??= StripeErrors.Invalid(message, param, code);
        return default;
    }

    private string Missing(string name)
    {
        refused ??= StripeErrors.Missing(name);
        return "";
    }

    private long? Number(string? text, string name, long least, long most)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            return Refuse<long?>($"Invalid integer: {text}", name, "parameter_invalid_integer");
        return number >= least && number <= most ? number : Refuse<long?>($"This value must be from {least} to {most}.", name, "parameter_invalid_integer");
    }

    [GeneratedRegex("^[a-z]{3}$")]
    private static partial Regex CurrencyCode();
}
