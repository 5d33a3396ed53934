using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using static EventTicket.Events.CommitCommand;

namespace EventTicket.Events;

/// <summary>The part of the commit that writes codes, for those who show what a code unlocks.</summary>
internal static class CodeStatements
{
    public const string Kept = """
        INSERT INTO event_codes (event_id, code_id, text, kind, value, ticket_types, uses, valid_from, valid_until)
        SELECT @event, c.* FROM head, unnest(@code, @code_text, @code_kind, @code_value, @code_types, @code_uses, @code_from, @code_until) AS c
        """;

    public const string Gone = "DELETE FROM event_codes USING head WHERE event_id = @event AND code_id = ANY (@gone_code)";

    public static void Add(NpgsqlParameterCollection p, JournalBatch batch)
    {
        Column(p, "code", NpgsqlDbType.Uuid, batch.KeptCodes, c => c.CodeId);
        Column(p, "code_text", NpgsqlDbType.Text, batch.KeptCodes, c => c.Text);
        Column(p, "code_kind", NpgsqlDbType.Text, batch.KeptCodes, c => JsonNamingPolicy.KebabCaseLower.ConvertName(c.Kind.ToString()));
        Column(p, "code_value", NpgsqlDbType.Bigint, batch.KeptCodes, c => c.Value);
        Column(p, "code_types", NpgsqlDbType.Json, batch.KeptCodes, c => JsonSerializer.Serialize(c.TicketTypes));
        Column(p, "code_uses", NpgsqlDbType.Integer, batch.KeptCodes, c => c.Uses);
        Column(p, "code_from", NpgsqlDbType.TimestampTz, batch.KeptCodes, c => c.From);
        Column(p, "code_until", NpgsqlDbType.TimestampTz, batch.KeptCodes, c => c.Until);
        Column(p, "gone_code", NpgsqlDbType.Uuid, batch.GoneCodes, id => id);
    }
}
