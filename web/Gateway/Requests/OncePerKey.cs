using System.Text.Json;
using EventTicket.Repetitions;

namespace EventTicket.Web.Gateway;

/// <summary>Carries out a call that sets a state, and answers its repetitions as at first. Without a key of the caller's there is nothing to remember.</summary>
internal static class OncePerKey
{
    /// <param name="edge">Repeats what was lost on the way.</param>
    /// <param name="calls">What the person's calls have answered.</param>
    /// <param name="operation">The call by the caller's own id.</param>
    /// <param name="key">Whether there is one.</param>
    /// <param name="call">Safe to repeat. What it answers is kept, so it must not hold anything personal.</param>
    public static async Task<IResult> Once<T>(this Edge edge, IRememberedCallsGrain calls, IdempotencyKey key, Operation operation, Func<Task<Result<T>>> call, Func<T, RememberedAnswer> answer)
    {
        var known = key.IsGiven ? await edge.Call(() => calls.Recall(operation)) : RememberedAnswer.None;
        if (!known.Succeeded)
        {
            return Answers.Problem(known.Refusal);
        }

        if (known.Value != RememberedAnswer.None)
        {
            return Written(known.Value);
        }

        var done = await edge.Call(call);
        if (!done.Succeeded)
        {
            return Answers.Problem(done.Refusal);
        }

        var first = answer(done.Value);
        return key.IsGiven ? await edge.Call(() => calls.Remember(operation, first)).Answer(Written) : Written(first);
    }

    public static RememberedAnswer Json<T>(T body, int status) => new(status, JsonSerializer.Serialize(body, GatewayJson.Options));

    private static IResult Written(RememberedAnswer answer) => answer.Body is { } body
        ? Results.Text(body, "application/json", statusCode: answer.Status)
        : Results.StatusCode(answer.Status);
}
