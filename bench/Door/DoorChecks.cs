using System.Net;
using Npgsql;

namespace EventTicket.Bench.Door;

/// <summary>What must be true of the door, by what the phones were told and by what stands in the database.</summary>
internal sealed class DoorChecks(Target target, Guid eventId, IReadOnlyList<string> codes, IReadOnlyList<Phone> phones)
{
    private const int Samples = 200;

    private readonly List<string> violations = [];

    /// <summary>Each is a sentence; empty when all is well.</summary>
    public IReadOnlyList<string> Violations => violations;

    public async Task Look(Gateway gateway, string token)
    {
        var scans = phones.SelectMany(phone => phone.Scans).ToList();
        foreach (var strange in scans.Where(scan => scan.Answer.Status != 200).Take(10))
        {
            violations.Add($"A scan was answered {strange.Answer}: {strange.Answer.Text}");
        }

        Expect(codes.Count, scans.Where(scan => scan.Admitted).Select(scan => scan.Code).Distinct().Count(), "codes were admitted");
        Expect(codes.Count, scans.Count(scan => scan.Admitted), "people were let in");
        await Repetitions();
        await using var database = NpgsqlDataSource.Create(target.ConnectionString);
        Expect(codes.Count, await Count(database, "SELECT count(*)::int FROM event_journal WHERE event_id = @event AND kind = 'checked-in'"), "check-ins stand in the journal");
        Expect(codes.Count, await Count(database, "SELECT count(DISTINCT data ->> 'ticket')::int FROM event_journal WHERE event_id = @event AND kind = 'checked-in'"), "tickets are in the journal's check-ins");
        Expect(codes.Count, await Count(database, "SELECT count(*)::int FROM tickets WHERE event_id = @event AND status = 'used' AND used_at IS NOT NULL"), "tickets are used");
        Expect(codes.Count, await Count(database, "SELECT sum(sold)::int FROM stock WHERE event_id = @event"), "places are sold in stock");
        var door = await gateway.Must(HttpStatusCode.OK, HttpMethod.Get, $"/events/{eventId}/check-ins", token);
        Expect(codes.Count, door.GetProperty("admitted").GetInt32(), "people are shown as in");
    }

    /// <summary>With its own id a scan is answered as at first; with another id, at another phone, the code is used.</summary>
    private async Task Repetitions()
    {
        foreach (var (phone, other) in phones.Zip(phones.Skip(1).Append(phones[0])))
        {
            foreach (var scan in phone.Scans.Take(Math.Max(1, Samples / phones.Count)))
            {
                var again = await phone.Again(scan);
                if (again.Status != 200 || again.Text != scan.Answer.Text)
                {
                    violations.Add($"The repeated scan {scan.Key} was answered {again.Text} and at first {scan.Answer.Text}.");
                }

                var anew = await other.Anew(scan.Code);
                if (anew.Status != 200 || !anew.Text.Contains("\"reason\":\"used\"", StringComparison.Ordinal))
                {
                    violations.Add($"A code that was used was answered {anew.Text}.");
                }
            }
        }
    }

    private void Expect(int expected, int found, string what)
    {
        if (found != expected)
        {
            violations.Add($"{found} {what}, not {expected}.");
        }
    }

    private async Task<int> Count(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        command.Parameters.AddWithValue("event", eventId);
        return await command.ExecuteScalarAsync() is int count ? count : 0;
    }
}
