using System.Collections.Concurrent;

namespace EventTicket.Bench.Door;

/// <summary>One scan and what became of it.</summary>
/// <param name="Answer">The deciding one.</param>
internal sealed record Scan(string Code, string Key, Answer Answer)
{
    public bool Admitted => Answer.Status == 200 && Answer.Body.GetProperty("admitted").GetBoolean();
}

/// <summary>A phone at a gate: scans one code after the other, and sends again, with the same id, what got no answer.</summary>
internal sealed class Phone(Gateway gateway, Guid eventId, string token, int number)
{
    private readonly List<Scan> scans = [];

    public IReadOnlyList<Scan> Scans => scans;

    public async Task Scan(ConcurrentQueue<string> codes)
    {
        while (codes.TryDequeue(out var code))
        {
            var scan = new Scan(code, $"phone-{number}-{scans.Count}", await Send(code, $"phone-{number}-{scans.Count}"));
            scans.Add(scan);
        }
    }

    /// <summary>The scan once more, with its own id.</summary>
    public Task<Answer> Again(Scan scan) => Send(scan.Code, scan.Key);

    /// <summary>The code as if somebody else came with it.</summary>
    public Task<Answer> Anew(string code) => Send(code, $"again-{number}-{Guid.NewGuid():N}");

    private async Task<Answer> Send(string code, string key)
    {
        var until = TimeProvider.System.GetUtcNow().AddMinutes(2);
        while (true)
        {
            var answer = await gateway.Send(HttpMethod.Post, $"/events/{eventId}/check-ins", token, key, new { code, gate = $"Gate {number}" });
            if (!(answer.IsUnknown || answer.IsLater) || TimeProvider.System.GetUtcNow() > until)
            {
                return answer;
            }

            await Task.Delay(answer.RetryAfter ?? TimeSpan.FromMilliseconds(300));
        }
    }
}
