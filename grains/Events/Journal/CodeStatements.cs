using System.Text.Json;
using NpgsqlTypes;

namespace EventTicket.Events;

/// <summary>The part of the commit that writes codes, for those who show what a code unlocks.</summary>
internal static class CodeStatements
{
    public const string Kept = """
        INSERT INTO event_codes (event_id, code_id, text, kind, value, ticket_types, uses, valid_from, valid_until)
        SELECT @event, c.* FROM head, unnest(@code, @code_text, @code_kind, @code_value, @code_types, @code_uses, @code_from, @code_until) AS c
        """;

    public const string Gone = "DELETE FROM event_codes USING head WHERE event_id = @event AND code_id = ANY (@gone_code)";

    public static void Add(CommitParameters p, JournalBatch batch)
    {
        p.Column("code", NpgsqlDbType.Uuid, batch.KeptCodes, c => c.CodeId);
        p.Column("code_text", NpgsqlDbType.Text, batch.KeptCodes, c => c.Text);
        p.Column("code_kind", NpgsqlDbType.Text, batch.KeptCodes, c => JsonNamingPolicy.KebabCaseLower.ConvertName(c.Kind.ToString()));
        p.Column("code_value", NpgsqlDbType.Bigint, batch.KeptCodes, c => c.Value);
        p.Column("code_types", NpgsqlDbType.Json, batch.KeptCodes, c => JsonSerializer.Serialize(c.TicketTypes));
        p.Column("code_uses", NpgsqlDbType.Integer, batch.KeptCodes, c => c.Uses);
        p.Column("code_from", NpgsqlDbType.TimestampTz, batch.KeptCodes, c => c.From);
        p.Column("code_until", NpgsqlDbType.TimestampTz, batch.KeptCodes, c => c.Until);
        p.Column("gone_code", NpgsqlDbType.Uuid, batch.GoneCodes, id => id);
    }
}
