using Orleans.Configuration;

namespace EventTicket.Web;

internal static class Cluster
{
    /// <summary>Joins the silos as a client. The database is asked for the list of gateways and for nothing else.</summary>
    public static void AddCluster(this WebApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        var connectionString = configuration.GetConnectionString("Tickets")
            ?? throw new StartRefusedException("ConnectionStrings__Tickets is not set: the web needs the database's list of silos.");
        builder.UseOrleansClient(client =>
        {
            client.UseAdoNetClustering((AdoNetClusteringClientOptions options) =>
            {
                options.Invariant = "Npgsql";
                options.ConnectionString = connectionString;
            });
            client.Configure<ClusterOptions>(options =>
            {
                options.ClusterId = configuration["Cluster:ClusterId"] ?? "eventticket";
                options.ServiceId = configuration["Cluster:ServiceId"] ?? "eventticket";
            });
            client.Configure<GatewayOptions>(options => options.GatewayListRefreshPeriod = TimeSpan.FromSeconds(5));
            // A reply that has not come by then will not come: the silo is gone. The caller repeats with the same id.
            client.Configure<ClientMessagingOptions>(options => options.ResponseTimeout = TimeSpan.FromSeconds(8));
            client.UseConnectionRetryFilter(async (_, stopping) =>
            {
                await Task.Delay(TimeSpan.FromMilliseconds(500), stopping);
                return true;
            });
        });
    }
}
