using EventTicket.Hosting;
using EventTicket.Silo;
using Microsoft.Extensions.Options;

namespace EventTicket.Tests.People;

public sealed class StartRefusalTests
{
    private static readonly OptionsValidationException Settings = new("", typeof(object), ["Admin__Email: …", "Admin__Password: …"]);

    [Fact]
    public void Every_reason_is_told_at_once() => Assert.Equal(
        ["Admin__Email: …", "Admin__Password: …", "Passwords__WorkFactor is …"],
        StartRefusal.Reasons(new AggregateException(Settings, new StartRefusedException("Passwords__WorkFactor is …"))));

    [Fact]
    public void A_surprise_is_no_refusal()
    {
        Assert.Null(StartRefusal.Reasons(new InvalidOperationException()));
        Assert.Null(StartRefusal.Reasons(new AggregateException(Settings, new InvalidOperationException())));
    }
}
