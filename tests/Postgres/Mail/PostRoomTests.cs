using EventTicket.Dev.Processes;
using EventTicket.Mail;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace EventTicket.Tests.Postgres.Mail;

/// <summary>A whole silo that has no mail server, and its folder of mails.</summary>
public sealed class PostRoomTests(PostgresServer postgres) : IAsyncLifetime
{
    private static readonly Caller Admin = new(Guid.NewGuid(), Role.Admin);

    private readonly string data = Directory.CreateTempSubdirectory("eventticket-post-").FullName;
    private RunningSilo silo = null!;
    private MailDatabase database = null!;

    private IPostRoomGrain Desk => silo.Grains.PostRoom();

    private string Folder => Path.Combine(data, "mail");

    public async ValueTask InitializeAsync()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Data:Folder", data), new("Site:PublicUrl", "https://tickets.example.org")]).Build();
        silo = await RunningSilo.Start(await postgres.NewDatabase(), add: services => services.AddMail(configuration));
        database = new(silo.Services.GetRequiredService<NpgsqlDataSource>());
    }

    public async ValueTask DisposeAsync()
    {
        await silo.DisposeAsync();
        Directory.Delete(data, recursive: true);
    }

    [Fact]
    public async Task Nobody_but_admins_sees_any_of_it()
    {
        var caller = new Caller(Guid.NewGuid(), Role.Manager);

        Assert.All(
            [
                (await Desk.Undelivered(caller, new())).Refusal, (await Desk.SendAgain(caller, Guid.NewGuid())).Refusal, (await Desk.Status(caller)).Refusal,
                (await Desk.Written(caller)).Refusal, (await Desk.ReadWritten(caller, "a.eml")).Refusal,
            ],
            refusal => Assert.Equal(Refusal.Forbidden, refusal));
    }

    [Fact]
    public async Task Without_a_server_a_mail_becomes_a_file_that_admins_read_and_nobody_else_can_open()
    {
        var first = await database.Write(await database.Account("ada@example.org", "Zoë"), new PasswordReset(), DateTimeOffset.UtcNow);
        await MailRoom.Until(async () => await database.State(first) == "sent");
        var second = await database.Write(await database.Account("eve@example.org"), new PasswordChanged(), DateTimeOffset.UtcNow);
        await MailRoom.Until(async () => await database.State(second) == "sent");

        var written = (await Desk.Written(Admin)).Value;

        Assert.Equal(["Your password has changed", "Set a new password"], written.Select(mail => mail.Subject));
        Assert.Equal("\"Zoë\" <ada@example.org>", written[1].To);
        var mail = (await Desk.ReadWritten(Admin, written[1].File)).Value!;
        Assert.Contains("https://tickets.example.org/reset/new?token=", mail.Text, StringComparison.Ordinal);
        Assert.Equal(("600", "700"), (await Mode(Path.Combine(Folder, written[0].File)), await Mode(Folder)));
        Assert.Equal(new PostRoomStatus(null, Folder, 0), (await Desk.Status(Admin)).Value);
        Assert.Equal(2, Directory.GetFiles(Folder).Length);
    }

    [Fact]
    public async Task Only_mails_of_the_folder_are_opened()
    {
        Directory.CreateDirectory(Folder);
        await File.WriteAllTextAsync(Path.Combine(data, "secret.eml"), "Subject: secret\r\n\r\nsecret", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(Folder, "mail.txt"), "no mail", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(Folder, "yes.eml"), "Subject: yes\r\n\r\nyes", TestContext.Current.CancellationToken);

        foreach (var name in (string[])["../secret.eml", "..", "", "no.eml", "mail.txt", "*.eml", "/etc/passwd", Path.Combine(Folder, "yes.eml"), "yes.eml\0"])
        {
            Assert.Equal(Refusal.NotFound, (await Desk.ReadWritten(Admin, name)).Refusal);
        }

        Assert.Equal("yes", (await Desk.ReadWritten(Admin, "yes.eml")).Value!.Text);
        Assert.Equal("yes.eml", Assert.Single((await Desk.Written(Admin)).Value).File);
    }

    [Fact]
    public async Task The_undelivered_are_listed_page_by_page_the_newest_first_and_sent_again()
    {
        var ada = await database.Account("ada@example.org");
        var far = DateTimeOffset.UtcNow.AddDays(1);
        var mails = new List<Guid>();
        for (var n = 0; n < 5; n++)
        {
            // Three of them from the same moment.
            mails.Add(await database.Write(ada, new PasswordChanged(), far.AddMinutes(Math.Max(n, 2))));
        }

        await database.Execute("UPDATE outbox SET state = 'undelivered', next_at = NULL, failure = '550 no', ended_at = created_at");
        var listed = new List<UndeliveredMail>();
        string? cursor = null;
        do
        {
            var page = (await Desk.Undelivered(Admin, new(2, cursor))).Value!;
            listed.AddRange(page.Items);
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        Assert.Equal(mails.Order(), listed.Select(mail => mail.MailId).Order());
        Assert.Equal(mails[4], listed[0].MailId);
        Assert.Equal(("password-changed", "ada@example.org", "550 no"), (listed[0].Kind, listed[0].Recipient, listed[0].Failure));
        Assert.Equal(RefusalCode.Invalid, (await Desk.Undelivered(Admin, new(0))).Refusal!.Code);
        Assert.Equal(RefusalCode.Invalid, (await Desk.Undelivered(Admin, new(2, "x"))).Refusal!.Code);
        Assert.Equal(Refusal.NotFound, (await Desk.SendAgain(Admin, Guid.NewGuid())).Refusal);

        Assert.True((await Desk.SendAgain(Admin, mails[0])).Succeeded);
        await MailRoom.Until(async () => await database.State(mails[0]) == "sent");
        Assert.Equal(mails[0], await database.Ask<Guid>("SELECT subject_id FROM admin_actions WHERE action = 'mail-sent-again' AND admin_id = $1", Admin.PersonId));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_tried_again_later()
    {
        await File.WriteAllTextAsync(Folder, "in the way", TestContext.Current.CancellationToken);

        var id = await database.Write(await database.Account("ada@example.org"), new PasswordChanged(), DateTimeOffset.UtcNow);
        await MailRoom.Until(async () => await database.Count("outbox WHERE failure IS NOT NULL") == 1);

        Assert.Equal("waiting", await database.State(id));
        Assert.Equal(1, (await Desk.Status(Admin)).Value!.Waiting);
    }

    private static async Task<string> Mode(string path) => (await Unix.Run("stat", ["-c", "%a", path])).Output.Trim();
}
