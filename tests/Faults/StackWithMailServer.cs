using System.Globalization;
using EventTicket.Tests.Postgres.Mail;

namespace EventTicket.Tests.Faults;

/// <summary>The whole system, sending through a mail server that is not there until a test starts it.</summary>
public sealed class StackWithMailServer : Stack, IAsyncDisposable
{
    internal MailServer Server { get; } = new();

    protected override IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>
    {
        ["Smtp__Host"] = "127.0.0.1",
        ["Smtp__Port"] = Server.Port.ToString(CultureInfo.InvariantCulture),
        ["Smtp__Security"] = "none",
        ["Mail__From"] = "EventTicket <tickets@example.org>",
    };

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        await DisposeAsync();
        await Server.DisposeAsync();
    }
}
