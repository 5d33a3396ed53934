using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;
using Orleans.Runtime;

namespace EventTicket.Silo;

/// <summary>The silo is a member of its cluster.</summary>
internal sealed class SiloIsActive(ISiloStatusOracle silos) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(silos.CurrentStatus == SiloStatus.Active
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy($"the silo is {silos.CurrentStatus}"));
}

/// <summary>The database answers a question.</summary>
internal sealed class DatabaseAnswers(NpgsqlDataSource database) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var ask = database.CreateCommand("SELECT 1");
            await ask.ExecuteScalarAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (NpgsqlException failed)
        {
            return HealthCheckResult.Unhealthy($"the database does not answer: {failed.Message}");
        }
    }
}

/// <summary>First admin and demo data are there.</summary>
internal sealed class StartupWorkIsDone(StartupWorkRunner runner) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(runner.Remaining is { } work
            ? HealthCheckResult.Unhealthy($"not done yet: {work}")
            : HealthCheckResult.Healthy());
}
