using EventTicket.Dev;

namespace EventTicket.Tests.Launcher;

public sealed class OptionsTests
{
    [Fact]
    public void Without_arguments_the_documented_defaults_hold() =>
        Assert.Equal(new Options(Site: 8000, Gateway: 8010, Silos: 1, Webs: 1, Data: ".data", Demo: true), Options.Parse([]));

    [Fact]
    public void Every_option_is_read() =>
        Assert.Equal(
            new Options(Site: 1, Gateway: 65535, Silos: 3, Webs: 2, Data: "elsewhere", Demo: false),
            Options.Parse(["--site", "1", "--gateway=65535", "--silos", "3", "--webs=2", "--data", "elsewhere", "--demo", "--no-demo"]));

    [Theory]
    [InlineData("--site", "abc")]
    [InlineData("--site", "0")]
    [InlineData("--site", "65536")]
    [InlineData("--gateway", "-1")]
    [InlineData("--gateway", "80.5")]
    [InlineData("--silos", "0")]
    [InlineData("--silos", "17")]
    [InlineData("--webs", "")]
    [InlineData("--data", "")]
    public void A_bad_value_is_refused_by_the_name_of_its_option(string option, string value)
    {
        var refusal = Assert.Throws<CannotStartException>(() => Options.Parse([option, value]));
        Assert.Contains(option, refusal.Message, StringComparison.Ordinal);
        Assert.Equal(2, refusal.ExitCode);
    }

    [Theory]
    [InlineData("--sites")]
    [InlineData("8000")]
    [InlineData("--silos")]
    [InlineData("--demo=yes")]
    public void An_argument_that_means_nothing_is_refused_by_its_name(string argument) =>
        Assert.Contains(argument.Split('=')[0], Assert.Throws<CannotStartException>(() => Options.Parse([argument])).Message, StringComparison.Ordinal);

    [Fact]
    public void Site_and_gateway_need_a_port_each()
    {
        var refusal = Assert.Throws<CannotStartException>(() => Options.Parse(["--site", "8010"]));
        Assert.Contains("--site and --gateway", refusal.Message, StringComparison.Ordinal);
    }
}
