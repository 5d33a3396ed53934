using EventTicket.Queries;
using Npgsql;

namespace EventTicket.Mail;

/// <summary>
/// Who asked for a link by an address or a number. Whether anybody has it is looked up here, long after the question was answered,
/// so that nobody learns it from the answer.
/// </summary>
internal sealed class LinkRequestTable(NpgsqlDataSource database)
{
    /// <summary>Works off the request that has waited longest: the mail is written, older links die, the request is gone, or nothing of it happens.</summary>
    /// <returns>False when there is none, or others are at work on the rest.</returns>
    public async Task<bool> WorkOffOne(DateTimeOffset now)
    {
        await using var connection = await database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var found = await Rows(connection, """
            DELETE FROM link_requests WHERE request_id = (
              SELECT request_id FROM link_requests ORDER BY asked_at LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING request_id, kind, recipient
            """, [], reader => (Id: reader.GetGuid(0), BySms: reader.GetString(1) == "reset-by-sms", Recipient: reader.GetString(2)));
        if (found is not [var request])
        {
            return false;
        }

        // Accounts that share a number each get their own link.
        var holders = await Rows(connection, request.BySms
            ? "SELECT user_id FROM users WHERE phone = @recipient AND deleted_at IS NULL ORDER BY user_id LIMIT 10"
            : "SELECT u.user_id FROM email_addresses a JOIN users u USING (user_id) WHERE a.address = @recipient AND u.deleted_at IS NULL",
            [new("recipient", request.Recipient)], reader => reader.GetGuid(0));
        foreach (var holder in holders)
        {
            await using var batch = new NpgsqlBatch(connection)
            {
                BatchCommands =
                {
                    OutboxRows.Drop(holder, [.. Links.MailsOf(TokenPurpose.Reset)], now),
                    MailedToken.Forget(holder, TokenPurpose.Reset),
                    OutboxRows.Insert(new(Guid.CreateVersion7(now), $"reset {request.Id:N}", holder, Address: null, new PasswordReset()) { BySms = request.BySms }, now),
                },
            };
            await batch.ExecuteNonQueryAsync();
        }

        await transaction.CommitAsync();
        return true;
    }

    private static Task<List<T>> Rows<T>(NpgsqlConnection connection, string sql, NpgsqlParameter[] values, Func<NpgsqlDataReader, T> row)
    {
        var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddRange(values);
        return command.Rows(row);
    }
}
