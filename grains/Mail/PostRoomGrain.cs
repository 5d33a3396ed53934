using System.Collections.Immutable;
using EventTicket.Queries;
using Orleans.Concurrency;

namespace EventTicket.Mail;

/// <summary>Shows admins the outbox; keeps nothing itself.</summary>
[StatelessWorker, Reentrant]
internal sealed class PostRoomGrain(PostRoomQueries queries, WrittenMails written, MailSettings settings, TimeProvider clock) : Grain, IPostRoomGrain
{
    private const char List = 'u';

    public async Task<Result<Page<UndeliveredMail>>> Undelivered(Caller caller, PageRequest page)
    {
        if (Check(caller) is { } forbidden)
        {
            return forbidden;
        }

        if (page.Check(List, out var after) is { } refusal)
        {
            return refusal;
        }

        var mails = await Ask.Database(() => queries.Undelivered(after, page.Limit + 1));
        return page.Of(List, mails, mail => new(mail.CreatedAt, mail.MailId));
    }

    public async Task<Result<Done>> SendAgain(Caller caller, Guid mailId) =>
        Check(caller) is { } forbidden ? forbidden
        : await Ask.Database(() => queries.SendAgain(mailId, caller.PersonId, clock.GetUtcNow())) ? Done.It
        : Refusal.NotFound;

    public async Task<Result<PostRoomStatus>> Status(Caller caller) =>
        Check(caller) is { } forbidden ? forbidden
        : new PostRoomStatus(settings.Smtp?.ToString(), settings.Folder, await Ask.Database(queries.Waiting));

    public async Task<Result<ImmutableArray<WrittenMail>>> Written(Caller caller) =>
        Check(caller) is { } forbidden ? forbidden : await written.List();

    public async Task<Result<WrittenMailText>> ReadWritten(Caller caller, string file) =>
        Check(caller) is { } forbidden ? forbidden
        : await written.Read(file) is { } mail ? mail
        : Refusal.NotFound;

    private static Refusal? Check(Caller caller) => caller.Role < Role.Admin ? Refusal.Forbidden : null;
}
