using System.Collections.Immutable;
using EventTicket.Admins;
using EventTicket.Mail;
using EventTicket.Queries;
using Npgsql;
using NpgsqlTypes;

namespace EventTicket.Users;

/// <summary>
/// One change of an account: the row, its address, the token it uses up, the sessions and links it ends, its mails and its record,
/// in one transaction. Whatever stands in the way is found before anything is kept.
/// </summary>
internal sealed class UserTransaction(NpgsqlDataSource database, UserChange change, DateTimeOffset now)
{
    // Whoever takes an admin away, or makes the first, waits here for the others who do.
    private const long AdminsAtOnce = 0x5449434B45540003;

    private readonly UserState next = change.Next;

    /// <exception cref="OutcomeUnknownException">It may have been saved, or not.</exception>
    public async Task<Saved> Run()
    {
        try
        {
            return await InTransaction();
        }
        catch (Exception failed) when (failed is NpgsqlException or TimeoutException)
        {
            throw new OutcomeUnknownException("An account could not be saved.", failed);
        }
    }

    private async Task<Saved> InTransaction()
    {
        await using var connection = await database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        if (await AdminsInTheWay(connection) is { } admins)
        {
            return Saved.Refused(admins);
        }

        await using (var write = UserRows.Write(change, now))
        {
            write.Connection = connection;
            if (await write.ExecuteNonQueryAsync() == 0)
            {
                return Saved.Refused(SaveOutcome.Superseded);
            }
        }

        if (!await TakesAddress(connection))
        {
            return Saved.Refused(SaveOutcome.AddressTaken);
        }

        if (change.Uses is { } hash && await Execute(connection, "DELETE FROM mailed_tokens WHERE token_hash = @hash AND expires_at > @now",
            new("hash", hash), new("now", now)) == 0)
        {
            return Saved.Refused(SaveOutcome.LinkDead);
        }

        var ended = await EndSessions(connection);
        await Consequences(connection);
        await transaction.CommitAsync();
        return new(SaveOutcome.Saved, ended);
    }

    private async Task<SaveOutcome?> AdminsInTheWay(NpgsqlConnection connection)
    {
        if (change.Admins == AdminsNeeded.Whatever)
        {
            return null;
        }

        await Execute(connection, "SELECT pg_advisory_xact_lock(@turn)", new NpgsqlParameter("turn", AdminsAtOnce));
        await using var others = new NpgsqlCommand($"SELECT EXISTS ({UserRows.ActiveAdmins} AND user_id <> @user)", connection)
        {
            Parameters = { new("user", change.UserId) },
        };
        var any = (bool)(await others.ExecuteScalarAsync())!;
        return change.Admins switch
        {
            AdminsNeeded.Another when !any => SaveOutcome.LastAdmin,
            AdminsNeeded.None when any => SaveOutcome.AdminExists,
            _ => null,
        };
    }

    /// <summary>The new address belongs to the account from now on, and the old one to nobody. Of two accounts that want it, the second waits for the first and gets none.</summary>
    private async Task<bool> TakesAddress(NpgsqlConnection connection)
    {
        var (before, after) = (Address(change.Before), Address(next));
        if (before == after)
        {
            return true;
        }

        if (before is not null)
        {
            await Execute(connection, "DELETE FROM email_addresses WHERE address = @address AND user_id = @user",
                new("address", before), new("user", change.UserId));
        }

        return after is null || await Execute(connection,
            "INSERT INTO email_addresses (address, user_id) VALUES (@address, @user) ON CONFLICT DO NOTHING",
            new("address", after), new("user", change.UserId)) == 1;
    }

    private async Task<ImmutableArray<string>> EndSessions(NpgsqlConnection connection)
    {
        if (!change.Sessions.Ends)
        {
            return [];
        }

        await using var end = new NpgsqlCommand(
            "UPDATE sessions SET ended = true WHERE user_id = @user AND session_key <> @except RETURNING session_key", connection)
        {
            Parameters = { new("user", change.UserId), new("except", change.Sessions.Except ?? "") },
        };
        return [.. await end.Rows(row => row.GetString(0))];
    }

    private async Task Consequences(NpgsqlConnection connection)
    {
        await using var batch = new NpgsqlBatch(connection);
        if (change.Kills.Length > 0)
        {
            batch.BatchCommands.Add(OutboxRows.Drop(change.UserId, [.. change.Kills.SelectMany(Links.MailsOf)], now));
            batch.BatchCommands.Add(new("DELETE FROM mailed_tokens WHERE user_id = @user AND purpose = ANY (@purposes)")
            {
                Parameters = { new("user", change.UserId), new("purposes", change.Kills.Select(Links.WordOf).ToArray()) },
            });
        }

        if (next.Deleted)
        {
            foreach (var sql in Forgetting)
            {
                batch.BatchCommands.Add(new(sql) { Parameters = { new("user", change.UserId), new("now", now) } });
            }
        }

        foreach (var mail in change.Mails)
        {
            batch.BatchCommands.Add(OutboxRows.Insert(mail, now));
        }

        if (change.Record is { } record)
        {
            batch.BatchCommands.Add(AdminRecord.Insert(record, now));
        }

        if (batch.BatchCommands.Count > 0)
        {
            await batch.ExecuteNonQueryAsync();
        }
    }

    // What stays is what the ledger needs: orders, tickets and payments, by ids only.
    private static readonly string[] Forgetting =
    [
        "DELETE FROM followers WHERE user_id = @user",
        "UPDATE outbox SET address = NULL, content = NULL, failure = NULL, next_at = NULL, lease = NULL, ended_at = coalesce(ended_at, @now), "
        + "state = CASE WHEN state = 'sent' THEN state ELSE 'dropped' END WHERE user_id = @user",
        // After the mails: a worker that is about to keep a token waits for its mail, and then finds it dropped.
        "DELETE FROM mailed_tokens WHERE user_id = @user",
    ];

    private static string? Address(UserState? state) => state is null or { Deleted: true } ? null : EmailAddress.Normalise(state.Email);

    private static async Task<int> Execute(NpgsqlConnection connection, string sql, params NpgsqlParameter[] parameters)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddRange(parameters);
        return await command.ExecuteNonQueryAsync();
    }
}
