using EventTicket.Dev;

try
{
    var options = Options.Parse(args);
    if (options.Help)
    {
        Console.WriteLine(Options.Usage);
        return 0;
    }

    using var stop = new StopSignals();
    using var folder = DataFolder.Open(options.Data);
    await new Launcher(options, folder, TimeProvider.System).Run(stop.Token);
    return 0;
}
catch (CannotStartException error)
{
    await Console.Error.WriteLineAsync(error.Message);
    return error.ExitCode;
}
