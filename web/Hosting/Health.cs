namespace EventTicket.Web;

internal static class Health
{
    /// <summary>/health/live asks nobody; /health/ready asks a grain that asks the database.</summary>
    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/health/live", () => "live").WithMetadata(new OnSideAttribute(Side.Both)).AllowAnonymous();
        app.MapGet("/health/ready", async (IClusterClient cluster) =>
        {
            await cluster.Catalogue().Categories();
            return "ready";
        }).WithMetadata(new OnSideAttribute(Side.Both)).AllowAnonymous();
    }
}
