using EventTicket.Mail;
using Microsoft.Extensions.Logging.Abstractions;

namespace EventTicket.Tests.Postgres.Mail;

public sealed class MailSweepTests(MailHouse house) : IClassFixture<MailHouse>, IAsyncLifetime
{
    private MailRoom room = null!;

    public async ValueTask InitializeAsync() => room = await MailRoom.Open(house);

    public ValueTask DisposeAsync() => room.DisposeAsync();

    [Fact]
    public async Task After_ninety_days_mails_that_left_are_forgotten_and_those_that_did_not_stay()
    {
        var ada = await room.Database.Account("ada@example.org");
        var (sent, dropped, givenUp, waiting) = (await Write(), await Write(), await Write(), await Write());
        await room.Database.Execute("UPDATE outbox SET state = 'sent', ended_at = created_at WHERE mail_id = $1", sent);
        await room.Database.Execute("UPDATE outbox SET state = 'dropped', ended_at = created_at WHERE mail_id = $1", dropped);
        await room.Database.Execute("UPDATE outbox SET state = 'undelivered', ended_at = created_at WHERE mail_id = $1", givenUp);

        room.Clock.Advance(MailSweep.Remembered - TimeSpan.FromHours(1));
        await Sweep();
        Assert.Equal(4L, await room.Database.Count("outbox"));
        room.Clock.Advance(TimeSpan.FromHours(2));
        await Sweep();

        Assert.Equal(new[] { givenUp, waiting }.Order(), (await room.Database.Ask<Guid[]>("SELECT array_agg(mail_id) FROM outbox")).Order());

        Task<Guid> Write() => room.Write(ada, new PasswordChanged());
    }

    [Fact]
    public async Task Links_go_when_they_expire_however_many_there_are()
    {
        await room.Database.Execute("""
            INSERT INTO mailed_tokens (token_hash, user_id, purpose, mail_id, expires_at)
            SELECT n::text, gen_random_uuid(), 'reset', gen_random_uuid(), now() + interval '30 minutes' FROM generate_series(1, 2500) n
            """);
        await room.Database.Execute("INSERT INTO mailed_tokens VALUES ('later', gen_random_uuid(), 'confirm', gen_random_uuid(), NULL, now() + interval '3 days')");

        await Sweep();
        Assert.Equal(2501L, await room.Database.Count("mailed_tokens"));
        room.Clock.Advance(TimeSpan.FromMinutes(31));
        await Sweep();

        Assert.Equal("later", await room.Database.Ask<string>("SELECT string_agg(token_hash, ' ') FROM mailed_tokens"));
    }

    private async Task Sweep()
    {
        using var sweep = new MailSweep(room.Database.Source, room.Clock, NullLogger<MailSweep>.Instance);
        await sweep.Sweep(TestContext.Current.CancellationToken);
    }
}
