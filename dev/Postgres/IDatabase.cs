using EventTicket.Dev.Processes;

namespace EventTicket.Dev.Postgres;

/// <summary>Where the data live, and what must be done to bring it up.</summary>
internal interface IDatabase
{
    /// <summary>For the person at the keyboard.</summary>
    string Description { get; }

    /// <summary>Known once <see cref="Prepare"/> has ended.</summary>
    string ConnectionString { get; }

    /// <summary>The server as a child to supervise; null when somebody else runs it.</summary>
    ProgramStart? Program { get; }

    /// <summary>Its port for <c>run.json</c>; null when it is not ours to list.</summary>
    int? Port { get; }

    /// <summary>Everything before the child is started.</summary>
    Task Prepare(CancellationToken stop);

    /// <summary>Waits until it accepts connections and our database is in it.</summary>
    Task UntilReady(CancellationToken stop);

    /// <summary>What is left to do after the child has been stopped.</summary>
    Task Stop();
}
