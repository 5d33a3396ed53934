using System.Net;
using EventTicket.Dev.Processes;

namespace EventTicket.Tests.Launcher;

[Collection(StackCollection.Name)]
public sealed class ReadyTests(Stack stack)
{
    [Fact]
    public async Task Once_ready_site_and_gateway_answer_on_their_own_ports()
    {
        using var http = new HttpClient();

        foreach (var address in new[] { stack.SiteUrl, stack.GatewayUrl })
        {
            using var answer = await http.GetAsync($"{address}/health/ready", TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    [Fact]
    public void Run_json_names_every_process_the_database_among_them()
    {
        Assert.Equal(["postgres", "sandbox", "silo-1", "web-1"], stack.Processes.Processes.Select(process => process.Name).Order());
        Assert.All(stack.Processes.Processes, process => Assert.True(Unix.IsRunning(process.Pid!.Value), process.Name));
    }

    [Theory]
    [InlineData("run.json")]
    [InlineData("webhook-secret")]
    [InlineData("logs/silo-1.log")]
    public void What_holds_secrets_or_people_is_for_the_owners_eyes(string name) =>
        Assert.Equal("600", Mode(Path.Combine(stack.DataFolder, name)));

    [Fact]
    public void The_data_folder_lets_nobody_else_list_it() =>
        Assert.Contains(Mode(stack.DataFolder), new[] { "700", "711" });

    private static string Mode(string path) =>
        OperatingSystem.IsWindows() ? "" : Convert.ToString((int)File.GetUnixFileMode(path), 8);
}
