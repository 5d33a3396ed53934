using EventTicket.Bench.Figures;

namespace EventTicket.Tests.Launcher;

/// <summary>The one table and the one file of several runs of the load program.</summary>
public sealed class BenchFiguresTests
{
    private static readonly (string, string)[] Runs =
    [
        ("engine", """{"ratios":{"d512_over_a":21.5,"d1_over_a1":0.71},"ratioRanges":{"d512_over_a":[18.2,25],"d1_over_a1":[0.65,0.8]},"commits_per_hold":0.004,"variants":[],"violations":[]}"""),
        ("http", """{"ratios":{"http_hold_over_empty_call":0.39},"ratioRanges":{"http_hold_over_empty_call":[0.3,0.5]},"paid_orders_per_s":null,"violations":["one"]}"""),
        ("growth", """{"activation_1m_s":2.5,"violations":[]}"""),
    ];

    [Fact]
    public void Ratios_of_all_runs_stand_together_and_each_run_is_whole()
    {
        var all = AllFigures.Joined(Runs);

        Assert.Equal(["d512_over_a", "d1_over_a1", "http_hold_over_empty_call"], all["ratios"]!.AsObject().Select(ratio => ratio.Key));
        Assert.Equal((0.004, 2.5), ((double)all["commits_per_hold"]!, (double)all["activation_1m_s"]!));
        Assert.Equal("one", (string?)all["http"]!["violations"]![0]);
    }

    [Theory]
    [InlineData("d512_over_a", "21.5   [18.2–25]", "reached")]
    [InlineData("d1_over_a1", "0.71   [0.65–0.8]", "floor reached")]
    [InlineData("http_hold_over_empty_call", "0.39   [0.3–0.5]", "MISSED")]
    [InlineData("commits_per_hold", "0.004", "reached")]
    [InlineData("activation_1m_s", "2.5", "floor reached")]
    [InlineData("paid_orders_per_s", "", "not measured")]
    [InlineData("search_p99_ms", "", "not measured")]
    public void Each_figure_stands_beside_what_was_aimed_at(string name, string value, string verdict)
    {
        var output = new StringWriter();
        AllFigures.Print(AllFigures.Joined(Runs), output);

        var line = Assert.Single(output.ToString().Split('\n'), line => line.StartsWith(name + " ", StringComparison.Ordinal));
        Assert.Contains(value, line, StringComparison.Ordinal);
        Assert.EndsWith("   " + verdict, line, StringComparison.Ordinal);
    }
}
