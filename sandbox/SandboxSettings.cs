namespace EventTicket.Sandbox;

/// <summary>What the operator may set, read from <c>Sandbox__…</c>.</summary>
/// <param name="Port">TCP port on 127.0.0.1; 0 takes a free one.</param>
/// <param name="PublicUrl">Base of the card and bank pages; without it, the address the caller used.</param>
/// <param name="Ledger">Path of the ledger file; its folder is made when missing.</param>
/// <param name="WebhookUrl">Where signed events go; none are sent without it.</param>
/// <param name="WebhookSecret">The secret that signs them, needed with a URL.</param>
internal sealed record SandboxSettings(int Port, string? PublicUrl, string Ledger, Uri? WebhookUrl, string? WebhookSecret)
{
    /// <summary>How long a refund that changes by itself takes to do so (Stripe's test cards for refunds).</summary>
    public int RefundSettleSeconds { get; private init; } = 10;

    /// <summary>How old a payment is before a search finds it; Stripe promises less than a minute.</summary>
    public int SearchDelaySeconds { get; private init; } = 60;

    /// <summary>The seed of a random fate for each event (lost, sent three times, late); null for none.</summary>
    public int? WebhookChaos { get; private init; }

    /// <exception cref="SandboxRefusedException">A setting is missing or makes no sense.</exception>
    public static SandboxSettings Read(IConfiguration configuration, IHostEnvironment environment)
    {
        if (!environment.IsDevelopment() && !configuration.GetValue("Payments:AllowSandbox", false))
            throw new SandboxRefusedException("The sandbox moves no money, so it runs only in Development or with Payments__AllowSandbox=true.");

        var sandbox = configuration.GetSection("Sandbox");
        if (!int.TryParse(sandbox["Port"] ?? "8020", out var port) || port is < 0 or > 65535)
            throw new SandboxRefusedException($"Sandbox__Port is '{sandbox["Port"]}'; it must be a number from 0 to 65535.");

        var ledger = sandbox["Ledger"] ?? Path.Combine(configuration["Data:Folder"] ?? ".data", "sandbox", "ledger.jsonl");
        var webhookUrl = WebAddress(sandbox, "WebhookUrl");
        if (webhookUrl is not null && string.IsNullOrEmpty(sandbox["WebhookSecret"]))
            throw new SandboxRefusedException("Sandbox__WebhookUrl is set, so Sandbox__WebhookSecret must be set too: events are signed.");

        return new(port, WebAddress(sandbox, "PublicUrl")?.AbsoluteUri.TrimEnd('/'), ledger, webhookUrl, sandbox["WebhookSecret"])
        {
            RefundSettleSeconds = Seconds(sandbox, "RefundSettleSeconds", 10),
            WebhookChaos = sandbox["WebhookChaos"] switch
            {
                null or "" => null,
                var text when int.TryParse(text, out var seed) => seed,
                var text => throw new SandboxRefusedException($"Sandbox__WebhookChaos is '{text}'; it must be a whole number, the seed."),
            },
            SearchDelaySeconds = Seconds(sandbox, "SearchDelaySeconds", 60),
        };
    }

    private static int Seconds(IConfiguration sandbox, string name, int unlessSet) => sandbox[name] switch
    {
        null or "" => unlessSet,
        var text when int.TryParse(text, out var seconds) && seconds is >= 0 and <= 86_400 => seconds,
        var text => throw new SandboxRefusedException($"Sandbox__{name} is '{text}'; it must be a number of seconds from 0 to 86400."),
    };

    private static Uri? WebAddress(IConfiguration sandbox, string name) => sandbox[name] switch
    {
        null or "" => null,
        var text when Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" => url,
        var text => throw new SandboxRefusedException($"Sandbox__{name} is '{text}'; it must be an http or https address."),
    };
}
