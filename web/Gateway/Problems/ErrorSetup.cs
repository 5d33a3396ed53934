using Microsoft.AspNetCore.Diagnostics;

namespace EventTicket.Web.Gateway;

internal static class ErrorSetup
{
    /// <summary>What goes wrong becomes a problem document on the gateway and a page on the site; never a stack trace, in Development neither.</summary>
    public static void UseErrors(this WebApplication app)
    {
        var ports = app.Services.GetRequiredService<Ports>();
        app.UseWhen(context => ports.SideOf(context) == Side.Gateway, gateway =>
        {
            gateway.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = Surprise });
            gateway.UseStatusCodePages(pages => Bare(pages.HttpContext));
        });
        app.UseWhen(context => ports.SideOf(context) == Side.Site, site =>
        {
            site.UseStatusCodePagesWithReExecute("/error/{0}");
            site.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = Status });
            site.Use(TooLong);
        });
    }

    /// <summary>Said before the form is read: who reads it would only find that it cannot be.</summary>
    private static Task TooLong(HttpContext context, RequestDelegate next)
    {
        // The page that says so is asked for with the same request.
        if (context.Request.ContentLength > PortsSetup.LongestBody && context.Features.Get<IStatusCodeReExecuteFeature>() is null)
        {
            context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            return Task.CompletedTask;
        }

        return next(context);
    }

    /// <summary>The site's page for the status is made by whoever makes all such pages.</summary>
    private static Task Status(HttpContext context)
    {
        context.Response.StatusCode = context.Features.Get<IExceptionHandlerFeature>()?.Error is { } error && Edge.IsLost(error)
            ? StatusCodes.Status503ServiceUnavailable
            : StatusCodes.Status500InternalServerError;
        return Task.CompletedTask;
    }

    private static Task Surprise(HttpContext context)
    {
        var error = context.Features.Get<IExceptionHandlerFeature>()?.Error;
        var answer = error switch
        {
            BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => Answers.Problem(Problems.TooLarge),
            BadHttpRequestException => Answers.Problem(Refusal.Invalid("body", "Must be a complete HTTP request body.")),
            not null when Edge.IsLost(error) => Answers.Problem(Refusal.Busy),
            _ => Answers.Problem(Problems.Unexpected),
        };
        return answer.ExecuteAsync(context);
    }

    /// <summary>A status without a body, from routing, authentication or the rate limiter.</summary>
    private static Task Bare(HttpContext context) => Answers.Problem(context.Response.StatusCode switch
    {
        StatusCodes.Status400BadRequest => Problems.Of(Refusal.Invalid("body", "Must be a complete HTTP request.")),
        StatusCodes.Status401Unauthorized => Problems.Of(RefusalCode.NotSignedIn),
        StatusCodes.Status403Forbidden => Problems.Of(RefusalCode.Forbidden),
        StatusCodes.Status404NotFound => Problems.Of(RefusalCode.NotFound),
        StatusCodes.Status405MethodNotAllowed => Problems.MethodNotAllowed,
        StatusCodes.Status413PayloadTooLarge => Problems.TooLarge,
        StatusCodes.Status415UnsupportedMediaType => Problems.UnsupportedMediaType,
        StatusCodes.Status429TooManyRequests => Problems.Of(RefusalCode.TooManyRequests),
        StatusCodes.Status503ServiceUnavailable => Problems.Of(RefusalCode.Busy),
        var status => Problems.Unexpected with { Status = status },
    }).ExecuteAsync(context);
}
