using System.Globalization;
using System.Text.Json;

namespace EventTicket.Web.Gateway;

/// <summary>How an endpoint answers.</summary>
internal static class Answers
{
    /// <summary>200 with a body.</summary>
    public static IResult Ok<T>(T body) => Json(body, StatusCodes.Status200OK);

    public static IResult Json<T>(T body, int status) => Results.Json(body, GatewayJson.Options, statusCode: status);

    /// <summary>The one switch: what a success is written as, or the refusal's problem.</summary>
    public static async Task<IResult> Answer<T>(this Task<Result<T>> call, Func<T, IResult> success) => await call switch
    {
        // First: a value that is a struct is never null, and a refused one has none.
        { Refusal: { } refusal } => Problem(refusal),
        { Value: { } value } => success(value),
        _ => throw new InvalidOperationException("A result is a value or a refusal."),
    };

    public static IResult Problem(Refusal refusal) => Problem(Problems.Of(refusal), refusal.RetryAfter);

    public static IResult Problem(Problem problem, TimeSpan? retryAfter = null) => new ProblemAnswer(problem, retryAfter);

    private sealed class ProblemAnswer(Problem problem, TimeSpan? retryAfter) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            if (problem.Status is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable)
            {
                var seconds = Math.Max(1, (int)Math.Ceiling(retryAfter?.TotalSeconds ?? 1));
                if (retryAfter is not null || httpContext.Response.Headers.RetryAfter.Count == 0)
                {
                    httpContext.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
                }
            }

            httpContext.Response.StatusCode = problem.Status;
            httpContext.Response.ContentType = EventTicket.Web.Gateway.Problem.ContentType;
            var body = JsonSerializer.SerializeToUtf8Bytes(problem, GatewayJson.Options);
            httpContext.Response.ContentLength = body.Length;
            return httpContext.Response.Body.WriteAsync(body).AsTask();
        }
    }
}
