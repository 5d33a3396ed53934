using System.Globalization;
using System.Net;
using EventTicket.Tests.Gateway;
using EventTicket.Tests.Postgres.Mail;
using Npgsql;

namespace EventTicket.Tests.Faults;

/// <summary>
/// People register and forget their passwords while the mail server is away. MAIL_OUTAGE_SECONDS=60 MAIL_OUTAGE_MAILS=200 make it a
/// full minute, waited for; without them a few mails, and the minute passes on the system's clock alone.
/// </summary>
public sealed class MailOutageTests(StackWithMailServer stack) : IClassFixture<StackWithMailServer>
{
    private static readonly int Mails = Number("MAIL_OUTAGE_MAILS", 20);
    private static readonly int Seconds = Number("MAIL_OUTAGE_SECONDS", 0);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Mails_of_registrations_and_resets_in_an_outage_arrive_after_it_each_once()
    {
        var began = DateTimeOffset.UtcNow;
        using var desk = new Desk(stack);
        await using var database = NpgsqlDataSource.Create(stack.ConnectionString);
        var people = new List<string>();
        for (var n = 0; n < Mails / 2; n++)
        {
            people.Add(Desk.NewEmail());
            (await desk.Send("POST", "/auth/register", body: new { email = people[n], password = Desk.Password, name = "Ada Lovelace" })).Must(HttpStatusCode.Created);
            (await desk.Send("POST", "/password_reset/request", body: new { email = people[n] })).Must(HttpStatusCode.Accepted);
        }

        await Until(database, "SELECT count(*) FROM outbox WHERE attempts > 0 AND lease IS NULL AND state = 'waiting'", people.Count * 2);
        var left = began.AddSeconds(Seconds) - DateTimeOffset.UtcNow;
        await Task.Delay(left > TimeSpan.Zero ? left : TimeSpan.Zero, Stop);
        await stack.Server.Start();
        if (Seconds == 0)
        {
            await File.WriteAllTextAsync(Path.Combine(stack.DataFolder, "clock"), "+00:01:00", Stop);
        }

        await Until(database, "SELECT count(*) FROM outbox WHERE state = 'sent'", people.Count * 2);

        var arrived = stack.Server.Mails();
        Assert.Equal(people.SelectMany(person => new[] { $"{person}: Confirm your e-mail address", $"{person}: Set a new password" }).Order(),
            arrived.Select(mail => $"{mail.Headers["X-Envelope-To"]}: {mail.Subject}").Order());
        Assert.Equal(arrived.Count, arrived.Select(mail => mail.MessageId).Distinct().Count());
    }

    private static async Task Until(NpgsqlDataSource database, string count, int expected)
    {
        await using var command = database.CreateCommand(count);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        patience.CancelAfter(TimeSpan.FromMinutes(15));
        while ((long)(await command.ExecuteScalarAsync(patience.Token))! != expected)
        {
            await Task.Delay(200, patience.Token);
        }
    }

    private static int Number(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
