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

    /// <summary>The form again, with what is wrong beside its fields; a refusal that names no field is said above it.</summary>
    /// <param name="model">What the view shows; never a password.</param>
    /// <param name="says">Words of this page's own, where the common ones do not fit.</param>
    public static ViewResult Again(this Controller page, string view, object? model, Refusal refusal, Wording? says = null)
    {
        page.Response.Mark(refusal);
        page.ModelState.Clear();
        foreach (var error in refusal.Errors.IsDefault ? [] : refusal.Errors)
        {
            page.ModelState.AddModelError(error.Field, error.Message);
        }

        page.ViewData["Refused"] = page.ModelState.IsValid ? says ?? Refusals.Say(refusal) : null;
        return page.View(view, model);
    }

    /// <summary>Whether a refusal is about this field.</summary>
    public static bool Names(this Refusal refusal, string field) =>
        !refusal.Errors.IsDefault && refusal.Errors.Any(error => error.Field == field);

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
