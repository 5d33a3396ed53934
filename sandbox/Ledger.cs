using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace EventTicket.Sandbox;

/// <summary>
/// The bank's book: one JSON line per decision, only ever added to. One thread writes whatever has arrived while the last write was
/// being synced, so that many payments share one fsync. A line cut off by a crash was never answered, and is removed on start.
/// </summary>
internal sealed class Ledger : IDisposable
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        IgnoreReadOnlyProperties = true,
    };

    private readonly BlockingCollection<(LedgerEntry Entry, TaskCompletionSource Done)> waiting = [];
    private readonly FileStream file;
    private readonly ILogger<Ledger> log;
    private readonly IHostApplicationLifetime lifetime;
    private readonly Thread writer;
    private volatile Exception? broken;
    private bool replayed;

    public Ledger(SandboxSettings settings, ILogger<Ledger> log, IHostApplicationLifetime lifetime)
    {
        (this.log, this.lifetime) = (log, lifetime);
        file = Open(settings.Ledger);
        writer = new(WriteUntilClosed) { IsBackground = true, Name = "ledger" };
    }

    /// <summary>False once the disk has refused a line: from then on nothing is answered.</summary>
    public bool Writable => broken is null;

    /// <summary>Completes when everything appended so far is on disk.</summary>
    public Task Durable { get; private set; } = Task.CompletedTask;

    /// <summary>Hands every line to <paramref name="apply"/>, once, before the first <see cref="Append"/>.</summary>
    /// <exception cref="SandboxRefusedException">A line in the middle is damaged.</exception>
    public void Replay(Action<LedgerEntry> apply)
    {
        if (replayed)
            throw new InvalidOperationException("The ledger is replayed once.");
        replayed = true;
        var end = LedgerReader.Read(file, line => apply(JsonSerializer.Deserialize<LedgerEntry>(line, Format)!));
        if (end < file.Length)
        {
            log.LogWarning("Removing {Bytes} bytes of a line that was cut off and never answered from {Ledger}", file.Length - end, file.Name);
            file.SetLength(end);
        }
        file.Position = end;
        writer.Start();
    }

    /// <summary>Adds a line; the task completes when it is on disk. Called under the bank's lock, so lines stand in the order of the decisions.</summary>
    public Task Append(LedgerEntry entry)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        waiting.Add((entry, done));
        return Durable = done.Task;
    }

    public void Dispose()
    {
        waiting.CompleteAdding();
        if (writer.IsAlive)
            writer.Join();
        waiting.Dispose();
        file.Dispose();
    }

    private void WriteUntilClosed()
    {
        var batch = new List<TaskCompletionSource>();
        using var lines = new MemoryStream();
        foreach (var first in waiting.GetConsumingEnumerable())
        {
            var next = first;
            do
            {
                JsonSerializer.Serialize(lines, next.Entry, Format);
                lines.WriteByte((byte)'\n');
                batch.Add(next.Done);
            }
            while (waiting.TryTake(out next));

            Write(lines);
            foreach (var done in batch)
                if (broken is null) done.SetResult(); else done.SetException(broken);
            batch.Clear();
            lines.SetLength(0);
        }
    }

    private void Write(MemoryStream lines)
    {
        try
        {
            if (broken is not null)
                return;
            file.Write(lines.GetBuffer().AsSpan(0, (int)lines.Length));
            file.Flush(flushToDisk: true);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // What is in memory is now ahead of the disk. Stop, and let the next start read the truth.
            broken = refused;
            log.LogCritical(refused, "The ledger {Ledger} cannot be written; the sandbox stops", file.Name);
            Environment.ExitCode = 1;
            lifetime.StopApplication();
        }
    }

    private static FileStream Open(string path)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            // Nobody shares it: two banks on one book would both be wrong.
            return new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new SandboxRefusedException($"The ledger {path} (Sandbox__Ledger) cannot be opened: {refused.Message}");
        }
    }
}
