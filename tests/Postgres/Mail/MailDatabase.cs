using System.Text;
using EventTicket.Mail;
using EventTicket.Silo;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace EventTicket.Tests.Postgres.Mail;

/// <summary>A database with all tables, accounts written straight into them, and questions about the outbox.</summary>
internal sealed class MailDatabase(NpgsqlDataSource source) : IAsyncDisposable
{
    public NpgsqlDataSource Source => source;

    public static async Task<MailDatabase> New(PostgresServer server)
    {
        var source = NpgsqlDataSource.Create(await server.NewDatabase());
        await using var connection = await source.OpenConnectionAsync();
        await DatabaseUpgrade.Run(connection, NullLogger.Instance, CancellationToken.None);
        return new(source);
    }

    public async Task<Guid> Account(string email, string name = "Ada", bool confirmed = true, string? phone = null, string? passwordHash = "hash")
    {
        var id = Guid.NewGuid();
        await Execute("""
            INSERT INTO users (user_id, version, email, name, password_hash, office, active, email_confirmed, phone, created_at)
            VALUES ($1, 1, $2, $3, $4, 'user', true, $5, $6, now())
            """, id, email, name, passwordHash, confirmed, phone);
        await Execute("INSERT INTO email_addresses (address, user_id) VALUES ($1, $2)", email.ToLowerInvariant(), id);
        return id;
    }

    public Task DeleteAccount(Guid userId) =>
        Execute("UPDATE users SET email = NULL, name = NULL, phone = NULL, password_hash = NULL, deleted_at = now() WHERE user_id = $1", userId);

    /// <summary>Puts the mail into the outbox.</summary>
    public async Task<Guid> Write(Guid? userId, MailContent content, DateTimeOffset now, string? address = null, bool bySms = false, string? thing = null)
    {
        var mail = new OutgoingMail(Guid.CreateVersion7(), thing ?? $"thing {Guid.NewGuid():N}", userId, address, content) { BySms = bySms };
        await using var batch = source.CreateBatch();
        batch.BatchCommands.Add(OutboxRows.Insert(mail, now));
        await batch.ExecuteNonQueryAsync();
        return mail.MailId;
    }

    public Task<string> State(Guid mailId) => Ask<string>("SELECT state FROM outbox WHERE mail_id = $1", mailId);

    public Task<long> Count(string rows) => Ask<long>($"SELECT count(*) FROM {rows}");

    public async Task<T> Ask<T>(string sql, params object?[] values)
    {
        await using var command = Command(sql, values);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async Task Execute(string sql, params object?[] values)
    {
        await using var command = Command(sql, values);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Every row of every table, as text.</summary>
    public async Task<string> Dump()
    {
        var tables = await Ask<string[]>("SELECT array_agg(quote_ident(table_name)) FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'");
        var dump = new StringBuilder();
        foreach (var table in tables)
        {
            dump.AppendLine(await Ask<string>($"SELECT coalesce(string_agg(t::text, E'\\n'), '') FROM {table} t"));
        }

        return dump.ToString();
    }

    public ValueTask DisposeAsync() => source.DisposeAsync();

    private NpgsqlCommand Command(string sql, object?[] values)
    {
        var command = source.CreateCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(new() { Value = value ?? DBNull.Value });
        }

        return command;
    }
}
