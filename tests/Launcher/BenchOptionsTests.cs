using EventTicket.Bench;
using EventTicket.Bench.Engine;
using EventTicket.Bench.OnSale;

namespace EventTicket.Tests.Launcher;

/// <summary>The command line of the load program.</summary>
public sealed class BenchOptionsTests
{
    [Fact]
    public void What_is_said_is_read_and_the_rest_is_as_always()
    {
        var options = new EventTicket.Bench.Options(["engine", "--seconds", "2", "--json", "figures.json"]);

        Assert.Equal(new EngineCommand(Rounds: 5, Seconds: 2, Only: null, Json: "figures.json", Svg: null), EngineCommand.Of(options));
        Assert.Empty(options.Problems);
    }

    [Theory]
    [InlineData("90s", 90_000, "")]
    [InlineData("500ms", 500, "")]
    [InlineData("1m", 60_000, "")]
    [InlineData("0s", 0, "")]
    [InlineData("5", 1_000, "--think is '5'; it takes a time such as 500ms, 2s or 1m, up to 900s.")]
    [InlineData("1h", 1_000, "--think is '1h'; it takes a time such as 500ms, 2s or 1m, up to 900s.")]
    [InlineData("16m", 1_000, "--think is '16m'; it takes a time such as 500ms, 2s or 1m, up to 900s.")]
    public void A_time_is_read_with_its_unit(string text, int milliseconds, string problem)
    {
        var options = new EventTicket.Bench.Options(["onsale", "--think", text]);

        Assert.Equal(milliseconds, OnSaleCommand.Of(options).Sizes.Think.TotalMilliseconds);
        Assert.Equal(problem, string.Join(' ', options.Problems));
    }

    [Theory]
    [InlineData("--rounds", "0", "--rounds is '0'; it takes a whole number from 1 to 50.")]
    [InlineData("--rounds", "many", "--rounds is 'many'; it takes a whole number from 1 to 50.")]
    [InlineData("--json", "--svg", "--json needs a value.")]
    [InlineData("--only", "d-512,e", "--only names 'e'; it knows a-1, a-8, a-16, a-48, a2-16, a2-48, b-1, b-16, b-48, c-100, c-1000, c-10000, d-1, d-64, d-512, d-4096, d-512-tcp, l1, l1-orders, l2-grain, l2-rules.")]
    [InlineData("--buyers", "3", "'--buyers' is not an option of engine, or is said twice.")]
    public void What_cannot_be_read_is_named(string name, string value, string problem)
    {
        var options = new EventTicket.Bench.Options(["engine", name, value]);
        EngineCommand.Of(options);

        Assert.Contains(problem, options.Problems);
    }
}
