using EventTicket.Web;

namespace EventTicket.Tests.Web;

public sealed class OperationsTests
{
    [Fact]
    public void The_same_request_has_the_same_fingerprint() => Assert.Equal(Operations.Of("k", "a", "2"), Operations.Of("k", "a", "2"));

    [Fact]
    public void Fields_do_not_run_into_each_other()
    {
        string[] prints = [.. new[] { ["ab", "c"], ["a", "bc"], ["abc"], ["abc", ""], ["abc", null], new string?[] { null, "abc" } }.Select(Operations.Fingerprint)];
        Assert.Equal(prints.Length, prints.Distinct().Count());
    }

    [Fact]
    public void No_two_forms_share_a_key() => Assert.NotEqual(Operations.NewKey(), Operations.NewKey());
}
