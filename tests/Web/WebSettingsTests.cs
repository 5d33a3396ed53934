using System.Diagnostics;
using EventTicket.Dev;
using EventTicket.Web;
using Microsoft.Extensions.Configuration;
using WebSettings = EventTicket.Web.Settings;

namespace EventTicket.Tests.Web;

public sealed class WebSettingsTests
{
    // Of a few in the real program; the limit only ends a start that should not have been.
    [Theory(Timeout = 60_000)]
    [InlineData("Limits__PerAddress", "0")]
    [InlineData("Limits__PerAddress", "many")]
    [InlineData("Site__PublicUrl", "tickets.example.org")]
    [InlineData("Payments__PageOrigin", "https://pay.example.org/page")]
    [InlineData("Site__TrustedProxies", "10.0.0.0/99")]
    public async Task A_web_that_must_not_start_says_why_in_one_line(string name, string value)
    {
        var words = Repository.Words("web");
        var start = new ProcessStartInfo(words[0], words.Skip(1)) { RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["DOTNET_ENVIRONMENT"] = start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["ConnectionStrings__Tickets"] = "Host=127.0.0.1;Port=1";
        start.Environment[name] = value;
        using var web = Process.Start(start)!;

        var said = await web.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await web.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(1, web.ExitCode);
        Assert.StartsWith($"{name} is \"{value}\"; it takes ", Assert.Single(said.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ftp://tickets.example.org")]
    [InlineData("/tickets")]
    [InlineData("https://tickets.example.org?a=b")]
    [InlineData("https://ada@tickets.example.org")]
    public void A_public_address_is_one_that_links_can_begin_with(string text)
    {
        var refused = Assert.Throws<StartRefusedException>(() => Configuration("Site:PublicUrl", text).Url("Site:PublicUrl"));

        Assert.StartsWith($"Site__PublicUrl is \"{text}\"; it takes ", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("65536")]
    [InlineData("http")]
    public void A_port_that_is_none_is_named(string text) =>
        Assert.Equal($"Site__Port is \"{text}\"; it takes a port from 1 to 65535.", Assert.Throws<StartRefusedException>(() => WebSettings.Port(Configuration("Site:Port", text), "Site:Port", 8000)).Message);

    [Theory]
    [InlineData(null, 0)]
    [InlineData(" , ", 0)]
    [InlineData("10.0.0.7", 1)]
    [InlineData("10.0.0.7, 192.168.0.0/16,2001:db8::/32", 3)]
    public void Proxies_are_addresses_and_networks(string? text, int count) => Assert.Equal(count, TrustedProxies.Read(text).Count);

    [Theory]
    [InlineData("proxy.example.org")]
    [InlineData("10.0.0.0/33")]
    public void A_proxy_that_is_no_address_stops_the_start(string text) =>
        Assert.StartsWith($"Site__TrustedProxies is \"{text}\"", Assert.Throws<StartRefusedException>(() => TrustedProxies.Read(text)).Message, StringComparison.Ordinal);

    private static IConfiguration Configuration(string key, string value) =>
        new ConfigurationBuilder().AddInMemoryCollection([new(key, value)]).Build();
}
