using EventTicket.Dev.Processes;
using Stripe;

namespace EventTicket.Tests.Grains.Payments;

/// <summary>The line to the bank. While it is cut, calls go to a port where nobody listens.</summary>
internal sealed class BankLine
{
    private readonly int nobody = FreePort.Choose(new HashSet<int>());

    public bool IsCut { get; set; }

    /// <summary>The real client, which repeats nothing on its own.</summary>
    public StripeClient To(string url) => new(new StripeClientOptions
    {
        ApiKey = "sk_test_sandbox",
        ApiBase = url,
        HttpClient = new SystemNetHttpClient(new HttpClient(new Switch(this)), maxNetworkRetries: 0, enableTelemetry: false),
    });

    private sealed class Switch(BankLine line) : DelegatingHandler(new SocketsHttpHandler { UseProxy = false })
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (line.IsCut)
            {
                request.RequestUri = new UriBuilder(request.RequestUri!) { Port = line.nobody }.Uri;
            }

            return base.SendAsync(request, cancellationToken);
        }
    }
}
