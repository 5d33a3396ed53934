namespace EventTicket.Hosting;

/// <summary>The program cannot start as it is configured. The message is for the operator: what is wrong, and what to check.</summary>
public sealed class StartRefusedException(string message) : Exception(message);
