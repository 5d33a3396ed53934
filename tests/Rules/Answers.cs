namespace EventTicket.Tests.Rules;

/// <summary>Says what an answer must be, and shows the refusal when it is not.</summary>
internal static class Answers
{
    public static T Granted<T>(this Result<T> answer)
    {
        Assert.True(answer.Succeeded, $"refused: {answer.Refusal?.Code} {string.Join(", ", answer.Refusal?.Errors is { IsDefault: false } errors ? errors : [])}");
        return answer.Value;
    }

    public static Refusal Refused<T>(this Result<T> answer, RefusalCode code)
    {
        Assert.Equal(code, answer.Refusal?.Code);
        return answer.Refusal!;
    }

    /// <summary>Refused as invalid, for exactly these fields.</summary>
    public static void Wrong<T>(this Result<T> answer, params string[] fields) =>
        Assert.Equal(fields, answer.Refused(RefusalCode.Invalid).Errors.Select(error => error.Field));
}
