namespace EventTicket.Sandbox;

/// <summary>The sandbox will not start; the message is the one line the operator needs.</summary>
public sealed class SandboxRefusedException(string message) : Exception(message);
