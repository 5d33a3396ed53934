using EventTicket.Sandbox;

// The sandbox plays the bank: it speaks Stripe's wire format and moves no money.
if (args is ["--help" or "-h"])
{
    Console.WriteLine(Controls.Help);
    return 0;
}

try
{
    await using var app = SandboxApp.Build(args);
    await app.RunAsync();
    return Environment.ExitCode;
}
catch (SandboxRefusedException refused)
{
    await Console.Error.WriteLineAsync(refused.Message);
    return 2;
}
