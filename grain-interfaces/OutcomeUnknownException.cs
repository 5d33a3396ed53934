namespace EventTicket;

/// <summary>
/// The call may or may not have had its effect: a commit broke off, or the activation was superseded. Repeat it with the same
/// <see cref="Operation"/>. The only exception of ours that crosses a grain call; a provider's own (Npgsql's, say) cannot.
/// </summary>
[GenerateSerializer, Alias("OutcomeUnknownException")]
public sealed class OutcomeUnknownException : Exception
{
    public OutcomeUnknownException()
    {
    }

    public OutcomeUnknownException(string message) : base(message)
    {
    }

    /// <param name="cause">Kept as text only: its type may not be known on the other side.</param>
    public OutcomeUnknownException(string message, Exception cause) : base($"{message} ({cause?.GetType().Name}: {cause?.Message})")
    {
    }
}
