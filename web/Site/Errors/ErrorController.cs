using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace EventTicket.Web.Site;

/// <summary>The page of an answer that has none of its own. Any method: it is shown in the place of whatever failed.</summary>
[AllowAnonymous, IgnoreAntiforgeryToken]
public sealed class ErrorController : Controller
{
    [Route("/error/{status:int:range(400,599)}")]
    [ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
    public IActionResult Show()
    {
        // Not bound as a parameter: a form that cannot be read would leave it at 0.
        var status = int.Parse((string)RouteData.Values["status"]!, CultureInfo.InvariantCulture);
        Response.StatusCode = status;
        return View(new ErrorModel(status, Activity.Current?.TraceId.ToString() ?? HttpContext.TraceIdentifier));
    }
}

/// <param name="Trace">What the operator finds in the log; shown only where something broke.</param>
public sealed record ErrorModel(int Status, string Trace)
{
    public bool IsOurFault => Status >= 500 && Status != StatusCodes.Status503ServiceUnavailable;

    public Wording Says => Status switch
    {
        400 => new("That did not arrive as it should.", "The page was probably open for long. Go back, load it again and send it once more; nothing was changed."),
        401 => new("You are not signed in.", "Log in, and you can go on where you were."),
        403 => new("This is not yours to see.", "Log in as somebody who may, if that is you too."),
        404 => new("There is nothing here.", "The link may be old or cut short, or what it led to is not yours."),
        405 => new("This page cannot be asked that way.", "Go back and use the buttons."),
        410 => new("This is gone.", "It was here once, and will not come back."),
        413 => new("That was too long.", "Shorten the text and send it again; nothing was changed."),
        429 => new("That was a lot at once.", "Wait a minute, then try again. It keeps the door open for everybody."),
        503 => new("It is very busy right now.", "Try again in a moment. If you were buying: whatever you held is still held, and nothing is charged twice."),
        < 500 => new("That did not work.", "Go back and try another way; nothing was changed."),
        _ => new("Something broke on our side.", "It was not you, and nobody is charged without getting tickets. Look at your tickets before you try again."),
    };
}
