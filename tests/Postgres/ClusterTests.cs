using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using EventTicket.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Orleans.Runtime;

namespace EventTicket.Tests.Postgres;

public sealed class ClusterTests(PostgresServer server)
{
    [Fact]
    public async Task Two_silos_that_start_at_once_on_an_empty_database_are_one_cluster()
    {
        var database = await server.NewDatabase();
        var silos = await Task.WhenAll(RunningSilo.Start(database, "silo-1"), RunningSilo.Start(database, "silo-2"));

        try
        {
            var hosts = await silos[0].Grains.GetGrain<IManagementGrain>(0).GetHosts(true, TestContext.Current.CancellationToken);
            Assert.Equal(2, hosts.Count);
            Assert.Equal(["silo-1", "silo-2"], await Names(database, active: true));

            // Placed by chance, called from both: each grain counts once, wherever it lives.
            foreach (var key in Enumerable.Range(0, 20).Select(n => $"key-{n}"))
            {
                await silos[0].Grains.GetGrain<ISavedCounterGrain>(key).Add(1);
                Assert.Equal(2, await silos[1].Grains.GetGrain<ISavedCounterGrain>(key).Add(1));
            }
        }
        finally
        {
            await silos[1].DisposeAsync();
            Assert.Equal(["silo-1"], await Names(database, active: true));
            await silos[0].DisposeAsync();
        }

        Assert.Equal(["silo-1", "silo-2"], await Names(database, active: false));
    }

    [Fact]
    public async Task A_silo_is_ready_once_its_startup_work_is_done()
    {
        var work = new FailsOnce();
        await using var silo = await RunningSilo.Start(await server.NewDatabase(), add: services => services.AddSingleton<IStartupWork>(work));
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{silo.HealthPort}") };

        await work.Begun.Task.WaitAsync(TestContext.Current.CancellationToken);
        var live = await http.GetAsync("/health/live", TestContext.Current.CancellationToken);
        var early = await http.GetAsync("/health/ready", TestContext.Current.CancellationToken);
        work.MayEnd.SetResult();

        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, early.StatusCode);
        var checks = (await early.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("checks");
        Assert.Equal("not done yet: fails once", checks.GetProperty("startup-work").GetString());
        Assert.Equal("ok", checks.GetProperty("silo").GetString());

        while ((await http.GetAsync("/health/ready", TestContext.Current.CancellationToken)).StatusCode != HttpStatusCode.OK)
        {
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        Assert.Equal(2, work.Runs);
    }

    private static async Task<string[]> Names(string database, bool active)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand("SELECT coalesce(array_agg(silo_name ORDER BY silo_name), '{}') FROM cluster_silo WHERE (status = 3) = $1");
        command.Parameters.Add(new() { Value = active });
        return (string[])(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    private sealed class FailsOnce : IStartupWork
    {
        public TaskCompletionSource Begun { get; } = new();

        public TaskCompletionSource MayEnd { get; } = new();

        public int Runs { get; private set; }

        public string Name => "fails once";

        public async Task Run(IGrainFactory grains, CancellationToken stopping)
        {
            Begun.TrySetResult();
            await MayEnd.Task.WaitAsync(stopping);
            if (++Runs == 1)
            {
                throw new TimeoutException("The first time is meant to fail.");
            }
        }
    }
}
