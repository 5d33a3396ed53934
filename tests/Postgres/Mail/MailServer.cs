using System.Diagnostics;
using EventTicket.Dev.Processes;
using MimeKit;

namespace EventTicket.Tests.Postgres.Mail;

/// <summary>Debian's aiosmtpd on a port of its own: what it is told to answer stands in <c>mail_server.py</c>.</summary>
internal sealed class MailServer : IAsyncDisposable
{
    private const string Python = "/usr/bin/python3";

    private readonly string folder = Directory.CreateTempSubdirectory("eventticket-mail-").FullName;
    private Process? process;

    public int Port { get; } = FreePort.Choose(new HashSet<int>());

    private string Answers => Path.Combine(folder, "answers");

    private string Taken => Path.Combine(folder, "mails");

    private string Log => Path.Combine(folder, "log");

    /// <summary>Starts it, unless it runs.</summary>
    public async Task Start()
    {
        if (process is not null)
        {
            return;
        }

        var script = Path.Combine(AppContext.BaseDirectory, "Postgres", "Mail", "mail_server.py");
        process = Launch.Start(new ProgramStart("mail", [Python, script, $"{Port}", folder], folder, Log));
        while (FreePort.IsFree(Port))
        {
            if (process.HasExited)
            {
                throw new InvalidOperationException($"The mail server did not start. It needs Debian's python3-aiosmtpd.\n{await File.ReadAllTextAsync(Log)}");
            }

            await Task.Delay(20);
        }
    }

    /// <summary>Ends it at once, connections and all.</summary>
    public async Task Stop()
    {
        if (process is not null)
        {
            Unix.Signal(process.Id, Unix.Kill);
            await process.WaitForExitAsync();
            process.Dispose();
            process = null;
        }
    }

    /// <summary>What it answers from now on; no lines: it takes everything.</summary>
    public void Answer(params string[] lines)
    {
        var draft = $"{Answers}.new";
        File.WriteAllLines(draft, lines);
        File.Move(draft, Answers, overwrite: true);
    }

    /// <summary>Whether a mail for this address is in its hands and waits for the answer.</summary>
    public bool Holds(string address) => File.Exists(Path.Combine(folder, $"held-{address}"));

    /// <summary>What it has taken.</summary>
    public IReadOnlyList<MimeMessage> Mails() => Directory.Exists(Taken)
        ? [.. Directory.GetFiles(Taken, "*.eml").Select(file => MimeMessage.Load(file))]
        : [];

    /// <summary>Throws away what it has taken.</summary>
    public void Empty()
    {
        foreach (var file in Directory.GetFiles(folder, "held-*").Concat(Directory.Exists(Taken) ? Directory.GetFiles(Taken) : []))
        {
            File.Delete(file);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        Directory.Delete(folder, recursive: true);
    }
}
