namespace EventTicket.Sandbox;

/// <summary>POST /sandbox/faults scripts a mishap, DELETE forgets them all.</summary>
internal static class FaultRoutes
{
    private sealed record Wanted(string? Call, string? Fault, int Times = 1, int DelayMs = 0);

    public static void MapFaults(this WebApplication app)
    {
        app.MapPost("/sandbox/faults", (Wanted wanted, Faults faults) =>
        {
            if (!StripeApi.Calls.Contains(wanted.Call))
                return Bad($"call must be one of {string.Join(", ", StripeApi.Calls)}");
            if (!Faults.Kinds.Contains(wanted.Fault))
                return Bad($"fault must be one of {string.Join(", ", Faults.Kinds)}");
            if (wanted.Times is < 1 or > 10_000)
                return Bad("times must be from 1 to 10000");
            if (wanted.DelayMs is < 0 or > 60_000)
                return Bad("delayMs must be from 0 to 60000");
            faults.Add(new(wanted.Call!, wanted.Fault!, wanted.Times, wanted.DelayMs));
            return Results.NoContent();
        });
        app.MapDelete("/sandbox/faults", (Faults faults) =>
        {
            faults.Clear();
            return Results.NoContent();
        });
    }

    private static IResult Bad(string message) => Results.BadRequest(new { error = message });
}
