namespace EventTicket.Web;

internal static class Health
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>/health/live asks nobody; /health/ready asks a grain that asks the database, and says 503 when no answer comes within two seconds.</summary>
    public static void MapHealth(this WebApplication app)
    {
        var both = app.MapGroup("/health").WithMetadata(new OnSideAttribute(Side.Both)).AllowAnonymous().ExcludeFromDescription();
        both.MapGet("/live", () => "live");
        both.MapGet("/ready", Ready);
    }

    private static async Task<IResult> Ready(IClusterClient cluster, ILogger<Ports> log)
    {
        try
        {
            await Task.Run(() => cluster.Catalogue().Categories()).WaitAsync(Patience);
            return Results.Text("ready");
        }
        catch (Exception reason)
        {
            // Whatever it is, it means the same to the one who asks; the log says more.
            log.LogWarning("Not ready: {Reason}", reason.Message);
            return Results.Text("not ready: the silos do not answer", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }
}
