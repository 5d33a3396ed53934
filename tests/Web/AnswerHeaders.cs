namespace EventTicket.Tests.Web;

/// <summary>What every answer of both ports says to browsers, and what it keeps to itself.</summary>
internal static class AnswerHeaders
{
    private static readonly string[] TooTalkative = ["Server", "X-Powered-By", "X-AspNet-Version", "X-AspNetMvc-Version"];

    /// <summary>What is wrong with an answer's headers; empty when nothing is.</summary>
    /// <param name="https">Whether people came over HTTPS.</param>
    public static IReadOnlyList<string> Wrong(HttpResponseMessage answer, bool https = false)
    {
        var policy = Of(answer, "Content-Security-Policy").Split(';', StringSplitOptions.TrimEntries);
        (bool Fine, string Otherwise)[] rules =
        [
            (policy.Contains("default-src 'none'"), "a policy that begins with nothing"),
            (policy.Contains("frame-ancestors 'none'"), "frame-ancestors 'none'"),
            (policy.Contains("base-uri 'none'"), "base-uri 'none'"),
            (!policy.Any(rule => rule.Contains("unsafe", StringComparison.Ordinal) || rule.Contains('*')), "a policy without unsafe-inline, unsafe-eval and *"),
            (Of(answer, "X-Content-Type-Options") == "nosniff", "nosniff"),
            (Of(answer, "Referrer-Policy") is "same-origin" or "no-referrer", "a Referrer-Policy"),
            (Of(answer, "Cross-Origin-Opener-Policy") == "same-origin", "Cross-Origin-Opener-Policy"),
            (Of(answer, "Permissions-Policy").Length > 0, "a Permissions-Policy"),
            (Of(answer, "Strict-Transport-Security") == (https ? "max-age=31536000" : ""), $"Strict-Transport-Security over HTTPS {(https ? "" : "alone")}"),
            (TooTalkative.All(name => Of(answer, name).Length == 0), "silence about what we are made of"),
        ];
        return [.. rules.Where(rule => !rule.Fine).Select(rule => $"{answer.RequestMessage?.Method} {answer.RequestMessage?.RequestUri} {(int)answer.StatusCode} lacks {rule.Otherwise}")];
    }

    private static string Of(HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : "";
}
