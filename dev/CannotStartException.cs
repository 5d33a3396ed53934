namespace EventTicket.Dev;

/// <summary>The launcher cannot go on; the message tells the person at the keyboard why and what to do.</summary>
/// <param name="message">Whole sentences.</param>
/// <param name="exitCode">2 when the fix is another command line or an installation, else 1.</param>
public sealed class CannotStartException(string message, int exitCode = 1) : Exception(message)
{
    public int ExitCode { get; } = exitCode;
}
