using System.Globalization;
using Microsoft.AspNetCore.Mvc;

namespace EventTicket.Web.Site;

/// <summary>How refusals look over HTTP, on pages.</summary>
internal static class Answers
{
    /// <summary>Marks the answer as a refusal; the page that goes with it is the caller's.</summary>
    public static void Mark(this HttpResponse response, Refusal refusal)
    {
        response.StatusCode = StatusOf(refusal.Code);
        if (refusal.RetryAfter is { } wait)
        {
            response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        }
    }

    /// <summary>The refusal's own page: there is no form to show again.</summary>
    public static IActionResult Refused(this ControllerBase controller, Refusal refusal)
    {
        controller.Response.Mark(refusal);
        return controller.StatusCode(StatusOf(refusal.Code));
    }

    /// <summary>A refusal that this page cannot get: a bug, not an answer.</summary>
    public static InvalidOperationException Unexpected(Refusal? refusal) => new($"Nobody expected the refusal {refusal?.Code}.");

    private static int StatusOf(RefusalCode code) => code switch
    {
        RefusalCode.Invalid => StatusCodes.Status400BadRequest,
        RefusalCode.NotSignedIn or RefusalCode.InvalidCredentials or RefusalCode.TotpRequired => StatusCodes.Status401Unauthorized,
        RefusalCode.CardDeclined => StatusCodes.Status402PaymentRequired,
        RefusalCode.Forbidden => StatusCodes.Status403Forbidden,
        RefusalCode.NotFound => StatusCodes.Status404NotFound,
        RefusalCode.PreconditionFailed => StatusCodes.Status412PreconditionFailed,
        RefusalCode.IdempotencyKeyReused => StatusCodes.Status422UnprocessableEntity,
        RefusalCode.TooManyRequests => StatusCodes.Status429TooManyRequests,
        RefusalCode.Busy or RefusalCode.PaymentsUnavailable => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status409Conflict,
    };
}
