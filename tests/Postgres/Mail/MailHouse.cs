namespace EventTicket.Tests.Postgres.Mail;

/// <summary>One database and one mail server for the tests of a class; each begins with an empty outbox. Use it with <c>IClassFixture&lt;MailHouse&gt;</c>.</summary>
public sealed class MailHouse(PostgresServer postgres) : IAsyncLifetime
{
    internal MailDatabase Database { get; private set; } = null!;

    internal MailServer Server { get; } = new();

    public async ValueTask InitializeAsync() => Database = await MailDatabase.New(postgres);

    /// <summary>Takes away what the test before left.</summary>
    internal async Task Clear()
    {
        await Database.Execute("TRUNCATE outbox, mailed_tokens, link_requests, users, email_addresses");
        Server.Answer();
        Server.Empty();
        await Server.Start();
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await Database.DisposeAsync();
    }
}
