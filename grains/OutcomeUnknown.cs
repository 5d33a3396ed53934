namespace EventTicket;

/// <summary>Lets no exception of the database's or the provider's own cross to a grain's caller, who could not even read it.</summary>
internal static class OutcomeUnknown
{
    /// <param name="sentence">What cannot be done now.</param>
    /// <exception cref="OutcomeUnknownException">The action failed, or it is not known whether it did.</exception>
    public static async Task<T> Unless<T>(Func<Task<T>> action, string sentence)
    {
        try
        {
            return await action();
        }
        catch (Exception e) when (e is not OutcomeUnknownException)
        {
            throw new OutcomeUnknownException(sentence, e);
        }
    }
}
