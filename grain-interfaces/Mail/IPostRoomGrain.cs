using System.Collections.Immutable;
using Orleans.Concurrency;

namespace EventTicket.Mail;

/// <summary>What admins see of the mail. Stateless; use key 0. Refused (forbidden) to everybody but admins.</summary>
[Alias("IPostRoomGrain")]
public interface IPostRoomGrain : IGrainWithIntegerKey
{
    /// <summary>Mails that were given up, the newest first. Refused: invalid (limit, cursor), forbidden.</summary>
    [Alias("Undelivered"), ReadOnly]
    Task<Result<Page<UndeliveredMail>>> Undelivered(Caller caller, PageRequest page);

    /// <summary>Puts a mail that was given up back into the queue; recorded. Safe to repeat. Refused: not-found, forbidden.</summary>
    [Alias("SendAgain")]
    Task<Result<Done>> SendAgain(Caller caller, Guid mailId);

    /// <summary>Where mail goes now, and how much of it waits. Refused: forbidden.</summary>
    [Alias("Status"), ReadOnly]
    Task<Result<PostRoomStatus>> Status(Caller caller);

    /// <summary>The mails in the folder that stands in for a mail server, the newest first, at most 100; empty where there is a server. Refused: forbidden.</summary>
    [Alias("Written"), ReadOnly]
    Task<Result<ImmutableArray<WrittenMail>>> Written(Caller caller);

    /// <summary>One of them. Refused: not-found, forbidden.</summary>
    [Alias("ReadWritten"), ReadOnly]
    Task<Result<WrittenMailText>> ReadWritten(Caller caller, string file);
}

/// <param name="Kind">Which mail it is: <c>password-reset</c>, <c>invitation</c>…</param>
/// <param name="Failure">What the mail server said last.</param>
[GenerateSerializer, Immutable, Alias("UndeliveredMail")]
public sealed record UndeliveredMail(
    [property: Id(0)] Guid MailId,
    [property: Id(1)] string Kind,
    [property: Id(2)] string? Recipient,
    [property: Id(3)] DateTimeOffset CreatedAt,
    [property: Id(4)] int Attempts,
    [property: Id(5)] string? Failure);

/// <param name="Server">The mail server, host:port; null when mails are written into a folder.</param>
/// <param name="Folder">That folder.</param>
/// <param name="Waiting">Mails that have not left yet, counted to 1,000 at most.</param>
[GenerateSerializer, Immutable, Alias("PostRoomStatus")]
public sealed record PostRoomStatus([property: Id(0)] string? Server, [property: Id(1)] string? Folder, [property: Id(2)] int Waiting);

/// <param name="File">The file's name, which <see cref="IPostRoomGrain.ReadWritten"/> takes.</param>
[GenerateSerializer, Immutable, Alias("WrittenMail")]
public sealed record WrittenMail(
    [property: Id(0)] string File, [property: Id(1)] string To, [property: Id(2)] string Subject, [property: Id(3)] DateTimeOffset At);

[GenerateSerializer, Immutable, Alias("WrittenMailText")]
public sealed record WrittenMailText([property: Id(0)] WrittenMail Mail, [property: Id(1)] string Text);
