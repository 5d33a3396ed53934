using EventTicket.Dev;
using EventTicket.Dev.Processes;

namespace EventTicket.Tests.Launcher;

/// <summary>The command as an operator runs it, beside a running system.</summary>
[Collection(StackCollection.Name)]
public sealed class ReconcileCommandTests(Stack stack)
{
    private static readonly IReadOnlyList<string> Silo = Repository.Words("silo");

    [Fact]
    public async Task It_compares_the_books_and_ends_as_it_says()
    {
        var bank = stack.Processes.Processes.Single(process => process.Name == "sandbox").Ports["sandbox"];

        var (code, output) = await Run(["--from", "2000-01-01", "--to", "2999-12-31"], ("ConnectionStrings__Tickets", stack.ConnectionString), ("Stripe__ApiBase", $"http://127.0.0.1:{bank}"));

        // What other tests have sold may differ on purpose; that it says so and how it ends must agree.
        Assert.True(code is 0 or 1, output);
        Assert.Contains(code == 0 ? "The books agree." : "Differences: ", output, StringComparison.Ordinal);
        Assert.Contains("2000-01-01 to 2999-12-31: ", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "ConnectionStrings__Tickets is not set")]
    [InlineData("Host=127.0.0.1;Port=1;Timeout=1", "reconcile --from 2026-11-01 --to 2026-11-23", "--from", "yesterday")]
    public async Task What_cannot_be_compared_ends_with_2(string database, string says, params string[] days)
    {
        var (code, output) = await Run(days, ("ConnectionStrings__Tickets", database));

        Assert.Equal(2, code);
        Assert.Contains(says, output, StringComparison.Ordinal);
    }

    private static Task<(int ExitCode, string Output)> Run(IEnumerable<string> arguments, params (string Name, string Value)[] environment)
    {
        var program = (string[])[.. Silo, "reconcile", .. arguments];
        return Unix.Run(program[0], program[1..], environment.Append((Name: "DOTNET_ENVIRONMENT", Value: "Development")).ToDictionary(one => one.Name, one => one.Value), TestContext.Current.CancellationToken);
    }
}
