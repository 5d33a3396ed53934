using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Primitives;

namespace EventTicket.Sandbox;

/// <summary>One call of the API. <paramref name="PageBase"/>: where the sandbox's own pages are, without a slash at the end.</summary>
/// <param name="Fingerprint">Equal for equal method, path and parameters, whatever their order.</param>
internal sealed record Call(string? Id, Parameters Parameters, SandboxSettings Settings, string PageBase, string? Key, string Fingerprint)
{
    public static async Task<Call> Read(HttpContext http, SandboxSettings settings)
    {
        var request = http.Request;
        var given = new Dictionary<string, StringValues>(request.Query);
        if (request.HasFormContentType)
            foreach (var (name, values) in await request.ReadFormAsync(http.RequestAborted))
                given[name] = values;
        var key = request.Method == HttpMethods.Post ? request.Headers["Idempotency-Key"].FirstOrDefault() : null;
        return new(
            request.RouteValues["id"] as string,
            new(given),
            settings,
            settings.PublicUrl ?? $"{request.Scheme}://{request.Host}",
            string.IsNullOrEmpty(key) ? null : key,
            FingerprintOf(request, given));
    }

    private static string FingerprintOf(HttpRequest request, Dictionary<string, StringValues> given)
    {
        var text = new StringBuilder().Append(request.Method).Append(' ').Append(request.Path);
        foreach (var (name, values) in given.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            text.Append('\n').Append(Uri.EscapeDataString(name)).Append('=').AppendJoin(',', values.Select(value => Uri.EscapeDataString(value ?? "")));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
