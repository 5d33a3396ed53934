using EventTicket.Web.Gateway;

namespace EventTicket.Web;

internal static class Health
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>/health/live asks nobody; /health/ready asks a grain that asks the database, and says 503 <c>busy</c> when no answer comes within two seconds.</summary>
    public static void MapHealth(this WebApplication app)
    {
        var both = app.MapGroup("/health").WithMetadata(new OnSideAttribute(Side.Both)).AllowAnonymous();
        both.MapGet("/live", () => "live")
            .Says("health", "Ask whether the program runs", "It answers by itself, and asks nobody.");
        both.MapGet("/ready", Ready)
            .Says("health", "Ask whether it can do its work", "It asks the silos, and they the database; two seconds without an answer are a no.")
            .Produces<string>(contentType: "text/plain");
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
            return Answers.Problem(Refusal.Busy);
        }
    }
}
